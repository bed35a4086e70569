import type { GitProtect } from '../gitprotect/client.ts';
import type { Logger } from '../shared/logger.ts';
import type { World } from '../shared/world.ts';

/** What the steps of a run work with. */
export interface Context extends Pick<World, 'clock' | 'cancelled'> {
  readonly service: GitProtect;
  readonly log: Logger;
  /** A text of the action's own with the inputs in it called as the user writes them. */
  readonly worded: (text: string) => string;
}
