import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/*
 * For `node --import`: has a process end its lines as on Windows, wherever it runs. @actions/core ends with `os.EOL` what
 * it writes for the runner, in the log, the outputs and the job summary.
 */
Object.defineProperty(os, 'EOL', { value: '\r\n' });
syncBuiltinESMExports();
