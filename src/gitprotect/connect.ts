import { waitForDistantAddresses } from '../http/addresses.ts';
import { trustCertificates } from '../http/certificates.ts';
import { checkProxies, isProxyBypassed } from '../http/proxy.ts';
import { Transport } from '../http/transport.ts';
import type { Credentials } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { GitProtect } from './client.ts';
import { Session } from './session.ts';

const USER_AGENT = 'gitprotect-action';

export interface ConnectionSettings {
  readonly serverUrl: URL;
  readonly credentials: Credentials;
  readonly concurrency: number;
  readonly requestTimeoutSeconds: number;
  readonly retries: number;
  /** How long all requests together may wait for rate limits and before further attempts. */
  readonly rateLimitTimeoutSeconds: number;
  /** PEM texts, a certificate each. */
  readonly certificateAuthorities: readonly string[];
}

/** A client of a Management Service. Nothing is sent yet. @throws Failure for a proxy or certificates that can't be used */
export function connect(settings: ConnectionSettings, world: World, redactor: Redactor, log: Logger): GitProtect {
  const { serverUrl, credentials } = settings;
  checkProxies(serverUrl, world.environment, redactor);
  trustCertificates(settings.certificateAuthorities, world.environment);
  waitForDistantAddresses(settings.requestTimeoutSeconds);
  const transport = new Transport({
    ...settings,
    ...world,
    baseUrl: serverUrl,
    userAgent: USER_AGENT,
    bypassesProxy: isProxyBypassed(serverUrl, world.environment),
    redactor,
    log,
  });
  return new GitProtect(new Session(transport, credentials, redactor), world.clock, log);
}
