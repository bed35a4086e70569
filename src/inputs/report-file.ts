import { extname, resolve } from 'node:path';
import { codeOf } from '../shared/error-code.ts';
import { leadsOut } from '../shared/paths.ts';
import type { ReportFile } from '../shared/report-file.ts';
import { shortened } from '../shared/text.ts';
import { Mistake } from './values.ts';

/** The report files that are asked for, and what is wrong with the lines of others. */
interface ReportFiles {
  readonly files: readonly ReportFile[];
  readonly mistakes: readonly Mistake[];
}

/** What each ending stands for. */
const FORMATS: ReadonlyMap<string, ReportFile['format']> = new Map([
  ['.json', 'json'],
  ['.csv', 'csv'],
  ['.html', 'html'],
  ['.xml', 'junit'],
]);

/**
 * Where the lines of `report-file` lead. A wrong line keeps no report from those that are right.
 * @param workspace where the workflow's files are; elsewhere a report could overwrite what isn't the workflow's
 */
export function parseReportFiles(given: string, workspace: string): ReportFiles {
  const files = new Map<string, ReportFile>();
  const mistakes: Mistake[] = [];
  const lines = given.split(/\r\n?|\n/).map((line) => line.trim());
  const root = rootOf(workspace);
  for (const line of lines.filter((each) => each !== '')) {
    const wrong = (why: string): number => mistakes.push(new Mistake(`report-file is '${shortened(line)}': ${why}`));
    if (root === undefined) {
      wrong('the folder in which this was started is not there any more');
      continue;
    }
    const path = resolve(root, line);
    const format = formatOf(path);
    const several = line.split(/[,;]/).map((part) => part.trim());
    // Where a file system does not tell capitals from small letters, one report would overwrite the other.
    const same = files.get(path.toLowerCase());
    if (several.length > 1 && several.every((part) => formatOf(part) !== undefined))
      wrong('write each file on a line of its own');
    else if (format === undefined) wrong('its ending must be .json, .csv, .html or .xml');
    else if (leadsOut(root, path)) wrong(`it must be in the workspace (${root})`);
    else if (same !== undefined) wrong(`it is the same file as ${same.path}: give each file once`);
    else files.set(path.toLowerCase(), { path, workspace: root, format });
  }
  return { files: [...files.values()], mistakes };
}

function formatOf(path: string): ReportFile['format'] | undefined {
  return FORMATS.get(extname(path).toLowerCase());
}

/** An absolute path; undefined where it would be the folder of the process, and that was removed. */
function rootOf(workspace: string): string | undefined {
  try {
    return resolve(workspace);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return undefined;
  }
}
