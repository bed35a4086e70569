import { loadShare } from '../support/together.ts';

await loadShare(import.meta.filename);
