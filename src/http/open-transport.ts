import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { waitForDistantAddresses } from './addresses.ts';
import { trustCertificates } from './certificates.ts';
import { checkProxies, isProxyBypassed } from './proxy.ts';
import { Transport, type TransportOptions } from './transport.ts';

/** What a user sets of the requests to any service. */
export interface HttpSettings extends Pick<
  TransportOptions,
  'concurrency' | 'requestTimeoutSeconds' | 'retries' | 'rateLimitTimeoutSeconds'
> {
  /** PEM texts, a certificate each. */
  readonly certificateAuthorities: readonly string[];
}

/**
 * A transport that trusts these certificates, and goes through the environment's proxy. Nothing is sent yet.
 * @throws Failure for a proxy or certificates that can't be used
 */
export function openTransport(
  { certificateAuthorities, concurrency, requestTimeoutSeconds, retries, rateLimitTimeoutSeconds }: HttpSettings,
  service: Pick<TransportOptions, 'baseUrl' | 'isRateLimit' | 'budget'>,
  { environment, clock, random, cancelled }: World,
  redactor: Redactor,
  log: Pick<Logger, 'info' | 'debug'>,
): Transport {
  checkProxies(service.baseUrl, environment, redactor);
  trustCertificates(certificateAuthorities, environment);
  waitForDistantAddresses(requestTimeoutSeconds);
  log.debug(`Requests go to ${redactor.redact(service.baseUrl.href)}`);
  return new Transport({
    ...service,
    concurrency,
    requestTimeoutSeconds,
    retries,
    rateLimitTimeoutSeconds,
    clock,
    random,
    cancelled,
    bypassesProxy: isProxyBypassed(service.baseUrl, environment),
    redactor,
    log,
  });
}
