import base from './jest.config.js';

/** For mutation testing: whole runs in process. */
export default {
  ...base,
  testMatch: ['<rootDir>/__tests__/contract/{run*,batches,isolation,honesty-of-many,license-refusals}.test.ts'],
  coverageThreshold: undefined,
};
