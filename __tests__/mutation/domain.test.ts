import { loadBelow } from '../support/together.ts';

// What `npm run mutate` runs for each mutant; an ordinary run has these tests in the shares of `unit/`.
await loadBelow('unit/domain');
