import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/*
 * Where no files are chosen, or whole layers are, the files of a layer share modules: support/together.ts says why.
 * Each can still be run by its name; `*.alone.test.ts` are never with others, since they count the process's memory,
 * change its environment, load modules anew or have a folder for each test. `npm run check` runs those of checks/.
 */
const TOGETHER = '**/together-*.test.ts';
const areChosen = process.argv
  .slice(2)
  .some((argument) => !isOfLayers(argument) && !/^--(?!watch|only|changed|last|find)/.test(argument));

/** Whether it is the folder of a layer that has shares, or one that holds layers; files of other folders are chosen. */
function isOfLayers(path) {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder && (existsSync(join(path, 'together-1.test.ts')) || !/__tests__[/\\][^/\\]/.test(path));
}

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: areChosen
    ? ['<rootDir>/__tests__/**/*.test.ts', `!${TOGETHER}`]
    : [TOGETHER, '<rootDir>/__tests__/**/*.alone.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/strip-types.mjs' },
  setupFiles: ['<rootDir>/__tests__/support/property-seed.ts'],
  // A copy that mutation testing works on, and leaves behind if it is broken off.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  testSequencer: '<rootDir>/scripts/test-order.mjs',
  testTimeout: 30_000,
  // On two cores Jest would use one.
  maxWorkers: 2,
  // With --coverage only, as in CI: it slows the tests down.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageReporters: ['text', 'lcov'],
  coverageThreshold: { global: { lines: 95, branches: 95 } },
};
