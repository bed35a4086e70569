// The bundler wants `.ts` imports rewritten to `.js`; Jest loads the sources themselves. Types are tsc's business.
const tsconfig = { rewriteRelativeImportExtensions: false, noEmit: true };

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false, tsconfig }] },
  setupFiles: ['<rootDir>/__tests__/support/property-seed.ts'],
  testTimeout: 30_000,
  collectCoverageFrom: ['src/**/*.ts', '!src/index.ts'],
  coverageReporters: ['text', 'lcov'],
  coverageThreshold: { global: { lines: 95, branches: 95 } },
};
