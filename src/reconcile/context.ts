import type { GitProtect } from '../gitprotect/client.ts';
import type { Logger } from '../shared/logger.ts';
import type { World } from '../shared/world.ts';

/** What the steps of a run work with. */
export interface Context extends Pick<World, 'clock' | 'cancelled'> {
  readonly service: GitProtect;
  readonly log: Logger;
}
