/** Mutation testing of the domain, which is pure, by its unit tests: `npm run mutate`. */
export default {
  mutate: ['src/domain/**/*.ts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: {
    configFile: 'jest.config.js',
    config: { testMatch: ['<rootDir>/__tests__/mutation/domain.test.ts'] },
    // All are in one file.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'html', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['dist', 'coverage', 'reports'],
  thresholds: { high: 95, low: 90, break: 90 },
};
