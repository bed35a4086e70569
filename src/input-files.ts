import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { Mistake } from './input-text.ts';
import { leadsOut } from './paths.ts';

export interface ReportFile {
  /** Absolute, below the workspace. */
  readonly path: string;
  /** Absolute. */
  readonly workspace: string;
  readonly format: 'json' | 'csv';
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of `ca-certificate`, each as PEM text. @throws Mistake */
export function readCertificates(given: string): readonly string[] {
  if (given === '') return [];
  const isText = given.includes('-----BEGIN');
  const text = isText ? given : readTextFile(given);
  const where = isText ? 'ca-certificate' : `ca-certificate: file '${given}'`;
  const blocks = text.match(PEM) ?? [];
  if (blocks.length === 0)
    throw new Mistake(
      `${where} holds no certificate: it takes PEM text (-----BEGIN CERTIFICATE-----) or the path of a PEM file`,
    );
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch {
    throw new Mistake(`${where} holds a certificate that cannot be read: is it PEM, and whole?`);
  }
}

/**
 * Where `report-file` leads.
 *
 * @param workspace where the workflow's files are; elsewhere a report could overwrite what isn't the workflow's
 * @throws Mistake
 */
export function readReportFile(given: string, workspace: string): ReportFile | undefined {
  if (given === '') return undefined;
  const root = resolve(workspace);
  const path = resolve(root, given);
  const ending = extname(path).toLowerCase();
  if (ending !== '.json' && ending !== '.csv')
    throw new Mistake(`report-file is '${given}': its ending must be .json or .csv`);
  if (leadsOut(root, path)) throw new Mistake(`report-file is '${given}': it must be in the workspace (${root})`);
  return { path, workspace: root, format: ending === '.csv' ? 'csv' : 'json' };
}

function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Mistake(
      `ca-certificate: the file '${path}' cannot be read (${why}): it takes PEM text or the path of a PEM file`,
    );
  }
}
