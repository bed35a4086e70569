import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Certificates, makeCertificates } from '../../simulator/certificates.ts';

/* What Node trusts is decided when it starts: each case is a process that takes one more CA, and then connects. */

const folder = mkdtempSync(join(tmpdir(), 'stores-'));
const storeFile = join(folder, 'store.pem');
const script = join(folder, 'connect.mjs');
const SOURCE = join(import.meta.dirname, '..', '..', 'src', 'http', 'certificates.ts');
let [company, given] = [undefined, undefined] as (Certificates | undefined)[];

/** Whether a server of the company's CA, and one of the CA that is given, are trusted. */
async function trustedBy(options: readonly string[], environment: Readonly<Record<string, string>>): Promise<string[]> {
  const GIVEN = JSON.stringify({ servers: [company?.server, given?.server], authority: given?.authority });
  const child = spawn(process.execPath, ['--no-warnings', ...options, script], { env: { ...environment, GIVEN } });
  let stdout = '';
  child.stdout.on('data', (chunk: Uint8Array) => (stdout += Buffer.from(chunk).toString()));
  await new Promise((ended) => child.once('close', ended));
  return stdout.trim().split('\n');
}

describe('ca-certificate', () => {
  beforeAll(async () => {
    [company, given] = [await makeCertificates(), await makeCertificates()];
    writeFileSync(storeFile, company.authority);
    writeFileSync(
      script,
      `import https from 'node:https';
       import { trustCertificates } from ${JSON.stringify(SOURCE)};
       const { servers, authority } = JSON.parse(process.env.GIVEN);
       trustCertificates([authority], process.env);
       for (const tls of servers) {
         const server = https.createServer(tls, (_, response) => response.end());
         await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
         const url = 'https://127.0.0.1:' + server.address().port;
         const answered = await new Promise((done) => https.get(url, { agent: false }, () => done('trusted')).on('error', (error) => done(error.code)));
         console.log(answered);
         server.close();
       }
       process.exit();`,
    );
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['NODE_EXTRA_CA_CERTS', [], { NODE_EXTRA_CA_CERTS: storeFile }],
    ['SSL_CERT_FILE with --use-openssl-ca', ['--use-openssl-ca'], { SSL_CERT_FILE: storeFile }],
    ['SSL_CERT_FILE with NODE_OPTIONS', [], { NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_FILE: storeFile }],
    ['the system with --use-system-ca', ['--use-system-ca'], { SSL_CERT_FILE: storeFile }],
  ])('adds to what Node trusts by %s', async (_, options, environment) => {
    expect(await trustedBy(options, environment)).toEqual(['trusted', 'trusted']);
  });

  it('adds nothing else', async () => {
    expect(await trustedBy([], { SSL_CERT_FILE: storeFile })).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'trusted']);
  });
});
