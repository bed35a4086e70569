import { stripTypeScriptTypes } from 'node:module';

/* Jest's transform: types become spaces, by Node itself, so that lines and columns stay. Types are checked by tsc. */
export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
