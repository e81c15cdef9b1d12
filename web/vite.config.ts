import { defineConfig } from 'vite';

// The page and the API share one origin: the edge serves `dist/` as its static assets.
export default defineConfig({
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0 },
});
