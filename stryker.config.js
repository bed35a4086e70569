/** Mutation testing of the pure rooms, by their unit tests. Run with `npm run mutate`. */
export default {
  mutate: [
    'src/protection/*.ts',
    'src/stops.ts',
    'src/report/totals.ts',
    'src/gitprotect/retry.ts',
    'src/gitprotect/records.ts',
  ],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: { configFile: 'jest.unit.config.js' },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false },
  htmlReporter: { fileName: 'reports/mutation-pure.html' },
  jsonReporter: { fileName: 'reports/mutation-pure.json' },
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['dist', 'coverage', 'reports'],
  thresholds: { high: 95, low: 85, break: 85 },
};
