import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { codeOf } from '../shared/error-code.ts';
import { shortened } from '../shared/text.ts';
import { Mistake } from './values.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of `ca-certificate`, each as PEM text. @throws Mistake */
export function parseCertificates(given: string): readonly string[] {
  if (given === '') return [];
  const isText = given.includes('-----BEGIN');
  const text = isText ? given : readTextFile(given);
  const where = isText ? 'ca-certificate' : `ca-certificate: file '${shortened(given)}'`;
  const blocks = text.match(PEM) ?? [];
  if (blocks.length === 0)
    throw new Mistake(
      `${where} holds no certificate: it takes PEM text (-----BEGIN CERTIFICATE-----) or the path of a PEM file`,
    );
  try {
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch {
    throw new Mistake(`${where} holds a certificate that cannot be read: is it complete PEM text?`);
  }
}

function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = codeOf(error) || 'unknown reason';
    throw new Mistake(
      `ca-certificate: the file '${shortened(path)}' cannot be read (${why}): it takes PEM text or the path of a PEM file`,
    );
  }
}
