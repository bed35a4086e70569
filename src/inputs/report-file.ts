import { extname, resolve } from 'node:path';
import { leadsOut, type ReportFile } from '../shared/paths.ts';
import { Mistake } from './values.ts';

/**
 * Where `report-file` leads.
 * @param workspace where the workflow's files are; elsewhere a report could overwrite what isn't the workflow's
 * @throws Mistake
 */
export function parseReportFile(given: string, workspace: string): ReportFile | undefined {
  if (given === '') return undefined;
  const root = resolve(workspace);
  const path = resolve(root, given);
  const ending = extname(path).toLowerCase();
  if (ending !== '.json' && ending !== '.csv')
    throw new Mistake(`report-file is '${given}': its ending must be .json or .csv`);
  if (leadsOut(root, path)) throw new Mistake(`report-file is '${given}': it must be in the workspace (${root})`);
  return { path, workspace: root, format: ending === '.csv' ? 'csv' : 'json' };
}
