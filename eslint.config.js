import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const kNodeGlobals = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
].concat(
  [
    'WebAssembly',
    'clearTimeout',
    'console',
    'crypto',
    'fetch',
    'performance',
    'process',
    'setTimeout',
    'structuredClone',
  ],
  [
    'Headers',
    'Request',
    'Response',
    'atob',
    'btoa',
    'clearInterval',
    'setInterval',
    'queueMicrotask',
    'document',
    'window',
  ],
);

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.data/', '.toolchain/', '.wrangler/', 'build/', 'evidence/'] },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: Object.fromEntries(kNodeGlobals.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
);
