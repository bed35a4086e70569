/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/scripts/strip-types.mjs' },
  setupFiles: ['<rootDir>/__tests__/support/property-seed.ts'],
  testTimeout: 30_000,
  // On two cores Jest would use one.
  maxWorkers: 2,
  // With --coverage only, as in CI: it slows the tests down.
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageReporters: ['text', 'lcov'],
  coverageThreshold: { global: { lines: 95, branches: 95 } },
};
