/* Generated from package.json by scripts/docs.ts: npm run format. */

export const VERSION = '0.1.0';
