// npm run format: brings every file into the house's form.
import { cppFiles } from './lib/sources.mjs';
import { run, step, stopWith } from './lib/steps.mjs';

try {
  await step('clang-format', () => run('clang-format', 'format-cpp', ['clang-format-19', '-i', ...cppFiles()]));
  await step('prettier', () => run('prettier', 'format-prettier', ['prettier', '--write', '--log-level', 'warn', '.']));
} catch (error) {
  stopWith(error);
}
