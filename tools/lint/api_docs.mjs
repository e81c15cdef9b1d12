// The pages of docs/api: one for each thing that the npm package exports, written by TypeDoc from the
// comments where it is declared. `--write` writes them; without, it fails when one is missing, stale
// or of something that is no longer there, or when an export has no comment or an example no code.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Application, ReflectionKind } from 'typedoc';

import { root } from '../lib/settings.mjs';

const folder = path.join(root, 'wasm/js');
const pages = path.join(root, 'docs/api');

/** The sources of all entries that have names of their own; the others export the same again. */
function entryPoints() {
  const { exports } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const scripts = Object.entries(exports).filter(([, target]) => target.default?.endsWith('.js'));
  const own = scripts.map(([name]) => name.slice(2)).filter((name) => name !== '' && name !== 'inline');
  return ['error', ...own].map((name) => path.join(folder, 'src', `${name}.ts`));
}

function options(out) {
  return {
    name: '@fairlead/core',
    entryPoints: entryPoints(),
    tsconfig: path.join(folder, 'tsconfig.json'),
    basePath: path.join(folder, 'src'),
    plugin: ['typedoc-plugin-markdown'],
    router: 'member',
    out,
    readme: 'none',
    logLevel: 'Warn',
    skipErrorChecking: true, // the check `tsc` does it, against what the build generates
    excludeInternal: true,
    excludePrivate: true,
    disableSources: true,
    githubPages: false,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    formatWithPrettier: false,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    validation: { notExported: false, invalidLink: true, rewrittenLink: true, notDocumented: true },
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'Method', 'TypeAlias', 'Variable'],
    treatWarningsAsErrors: true,
    treatValidationWarningsAsErrors: true,
  };
}

/** What programs call must show how: functions by an example, classes by one for the class. */
function withoutExample(project) {
  const called = project.getReflectionsByKind(ReflectionKind.Function | ReflectionKind.Class);
  return called
    .filter((one) => !one.flags.isPrivate && one.parent.kindOf(ReflectionKind.Module))
    .filter((one) => !(one.comment ?? one.signatures?.[0].comment)?.getTag('@example'))
    .map((one) => one.getFriendlyFullName());
}

/** Generates the pages; gives what is wrong with the comments. */
async function generate(out) {
  const app = await Application.bootstrapWithPlugins(options(out));
  const project = await app.convert();
  if (!project) return ['TypeDoc could not read the sources.'];
  app.validate(project);
  await app.generateOutputs(project);
  const faults = withoutExample(project).map((name) => `${name} has no @example.`);
  return app.logger.hasErrors() || app.logger.hasWarnings() ? ['See the warnings above.', ...faults] : faults;
}

/** Page → text. */
function textsOf(out) {
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)));
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(out, file), 'utf8')]));
}

async function check() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'fairlead-api-'));
  try {
    const faults = await generate(scratch);
    const [made, kept] = [textsOf(scratch), textsOf(pages)];
    const all = [...new Set([...made.keys(), ...kept.keys()])].sort();
    const stale = all.filter((file) => made.get(file) !== kept.get(file));
    return [...faults, ...stale.map((file) => `docs/api/${file} is not what the sources say: run "npm run docs".`)];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const faults = process.argv.includes('--write') ? await generate(pages) : await check();
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
