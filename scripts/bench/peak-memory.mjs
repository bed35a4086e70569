import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/*
 * Imported before the action: writes the most memory that its process held (resident set, in kilobytes) to a file.
 *
 * On Linux it is read from the process itself. What `getrusage` tells there is at least what the process that started
 * this one held, which is not the action's.
 */

process.on('exit', () => {
  writeFileSync(process.env['BENCH_PEAK_MEMORY_FILE'] ?? '', String(highWaterMark() ?? process.resourceUsage().maxRSS));
});

function highWaterMark() {
  try {
    return /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
