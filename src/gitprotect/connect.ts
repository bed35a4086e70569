import { type HttpSettings, openTransport } from '../http/open-transport.ts';
import type { TransportOptions } from '../http/transport.ts';
import type { Credentials } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { GitProtect } from './client.ts';
import { Session } from './session.ts';

export interface ConnectionSettings extends HttpSettings, Pick<TransportOptions, 'budget'> {
  readonly serverUrl: URL;
  readonly credentials: Credentials;
}

/** A client of a Management Service. Nothing is sent yet. @throws Failure for a proxy or certificates that can't be used */
export function connect(settings: ConnectionSettings, world: World, redactor: Redactor, log: Logger): GitProtect {
  const { serverUrl: baseUrl, budget } = settings;
  const transport = openTransport(settings, { baseUrl, budget }, world, redactor, log);
  return new GitProtect(new Session(transport, settings.credentials, redactor), world.clock, log);
}
