import { trustCertificates } from '../http/certificates.ts';
import { checkProxies } from '../http/proxy.ts';
import { Transport } from '../http/transport.ts';
import type { Credentials } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { GitProtect } from './client.ts';
import { Session } from './session.ts';

const USER_AGENT = 'gitprotect-action';

/** How long all requests of a run may wait for rate limits and before further attempts. */
const MAX_TOTAL_WAIT_SECONDS = 900;

export interface ConnectionSettings {
  readonly serverUrl: URL;
  readonly credentials: Credentials;
  readonly concurrency: number;
  readonly requestTimeoutSeconds: number;
  readonly retries: number;
  /** PEM texts, a certificate each. */
  readonly certificateAuthorities: readonly string[];
}

/** A client of a Management Service. Nothing is sent yet. @throws Failure for a proxy or certificates that can't be used */
export function connect(settings: ConnectionSettings, world: World, redactor: Redactor, log: Logger): GitProtect {
  const { serverUrl, credentials } = settings;
  checkProxies(serverUrl, world.environment, redactor);
  trustCertificates(settings.certificateAuthorities);
  const transport = new Transport({
    ...settings,
    ...world,
    baseUrl: serverUrl,
    userAgent: USER_AGENT,
    maxTotalWaitSeconds: MAX_TOTAL_WAIT_SECONDS,
    redactor,
    log,
  });
  return new GitProtect(new Session(transport, credentials, redactor), world.clock, log);
}
