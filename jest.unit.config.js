import base from './jest.config.js';

/** For mutation testing: the pure functions' own tests. */
export default {
  ...base,
  testMatch: ['<rootDir>/__tests__/unit/**/*.test.ts'],
  testPathIgnorePatterns: ['inputs', 'readme', 'certificate', 'likely-cause', 'workflows', 'at-scale', 'report-file'],
  coverageThreshold: undefined,
};
