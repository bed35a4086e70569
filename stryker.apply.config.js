import base from './stryker.config.js';

/** Mutation testing of apply.ts and activate.ts, which talk to the Management Service, by whole runs in process. */
export default {
  ...base,
  mutate: ['src/apply.ts', 'src/activate.ts'],
  jest: { configFile: 'jest.runs.config.js' },
  htmlReporter: { fileName: 'reports/mutation-apply.html' },
  jsonReporter: { fileName: 'reports/mutation-apply.json' },
};
