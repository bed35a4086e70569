import '../../support/one-realm.ts';
import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Certificates, makeCertificates } from '../../../simulator/certificates.ts';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ca-certificate-'));
let certificates: Certificates;

function fileOf(text: string): string {
  const path = join(folder, 'ca.pem');
  writeFileSync(path, text);
  return path;
}

function pipe(): string {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

function hugeFile(): string {
  const path = fileOf('');
  truncateSync(path, 17 * 1024 * 1024);
  return path;
}

async function fingerprintsOf(given: string): Promise<string[]> {
  const { certificateAuthorities } = await inputsOf({ 'ca-certificate': given });
  return certificateAuthorities.map((pem) => new X509Certificate(pem).fingerprint256);
}

function fingerprint(pem: string): string {
  return new X509Certificate(pem).fingerprint256;
}

describe('ca-certificate', () => {
  beforeAll(async () => {
    certificates = await makeCertificates();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('may be PEM text or the path of a file', async () => {
    const { authority } = certificates;
    for (const given of [authority, fileOf(authority), authority.replaceAll('\n', '\r\n')])
      expect(await fingerprintsOf(given)).toEqual([fingerprint(authority)]);
  });

  it('may hold several certificates with text around them', async () => {
    const { authority, server } = certificates;
    const bundle = `# our CAs\n${authority}\nand\n${server.cert}`;
    for (const given of [bundle, fileOf(bundle)])
      expect(await fingerprintsOf(given)).toEqual([fingerprint(authority), fingerprint(server.cert)]);
  });

  it('takes the certificate of a file that holds a key as well, and the certificate alone', async () => {
    const { certificateAuthorities } = await inputsOf({
      'ca-certificate': `${certificates.server.key}\n${certificates.authority}`,
    });
    expect(certificateAuthorities.join('')).not.toContain('PRIVATE KEY');
    expect(certificateAuthorities).toHaveLength(1);
  });

  it.each([
    ['a device without an end', () => '/dev/zero', 'cannot be read ('],

    ['a pipe that nobody writes to', () => pipe(), 'holds no certificate'],
    ['a folder', () => folder, 'cannot be read ('],
    ['a file that is no list of authorities', () => hugeFile(), '(it holds more than 16 MiB)'],
  ])('does not hold the run where it is %s', async (_, path, why) => {
    expect(await mistakesIn({ 'ca-certificate': path() })).toEqual([expect.stringContaining(why)]);
  });

  it('that is no certificate is refused, and a key in it is not echoed', async () => {
    const { key } = certificates.server;
    const mistakes = await mistakesIn({ 'ca-certificate': key });
    expect(mistakes).toEqual([expect.stringMatching(/^ca-certificate holds no certificate/)]);
    expect(mistakes.join('')).not.toContain(key.split('\n')[1]);
  });

  it.each([
    ['cut', (pem: string) => pem.replace(/[^\n]+\n-----END/, '-----END')],
    ['garbled', () => '-----BEGIN CERTIFICATE-----\nbm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----'],
  ])('that is %s is refused', async (_, spoil) => {
    const given = spoil(certificates.authority);
    expect(await mistakesIn({ 'ca-certificate': given })).toEqual([expect.stringMatching(/cannot be read/)]);
    const path = fileOf(given);
    expect(await mistakesIn({ 'ca-certificate': path })).toEqual([expect.stringContaining(path)]);
  });

  it('may not be a file without a certificate, nor one that is not there, nor a folder', async () => {
    const empty = fileOf('nothing');
    expect(await mistakesIn({ 'ca-certificate': empty })).toEqual([expect.stringContaining(`'${empty}' holds no`)]);
    const missing = join(folder, 'missing.pem');
    expect(await mistakesIn({ 'ca-certificate': missing })).toEqual([expect.stringContaining(`'${missing}'`)]);
    expect(await mistakesIn({ 'ca-certificate': missing })).toEqual([expect.stringContaining('ENOENT')]);
    expect(await mistakesIn({ 'ca-certificate': folder })).toEqual([expect.stringContaining('EISDIR')]);
  });
});
