import type { BackupPlan, Resource } from '../domain/model.ts';
import { Progress } from '../shared/progress.ts';
import { counted, label } from '../shared/text.ts';
import type { Context } from './context.ts';

/** Of more changes nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;

const PREPOSITIONS = { Attaching: 'to', Detaching: 'from' } as const;

/** Logs the attachments or detachments of many repositories and projects, while they are made. */
export class MembershipLog {
  readonly #log: Context['log'];
  readonly #verb: keyof typeof PREPOSITIONS;
  readonly #hasLineEach: boolean;
  readonly #resources: number;
  readonly #progress: Progress;
  #finished = 0;

  /**
   * @param changes how many there are
   * @param resources of so many repositories and projects
   */
  constructor({ log, clock }: Context, verb: keyof typeof PREPOSITIONS, changes: number, resources: number) {
    this.#log = log;
    this.#verb = verb;
    this.#hasLineEach = changes <= MAX_LINES;
    this.#resources = resources;
    if (!this.#hasLineEach) log.info(`${verb} ${counted(resources, 'repository', 'repositories')}`);
    this.#progress = new Progress(log, clock, 'repositories changed');
  }

  /** A change is about to be sent. */
  starting(resource: Resource, plan: BackupPlan): void {
    if (!this.#hasLineEach) return;
    const what = resource.kind === 'project' ? `project ${label(resource)}` : label(resource);
    this.#log.info(`${this.#verb} ${what} ${PREPOSITIONS[this.#verb]} backup plan ${label(plan)}`);
  }

  /** All changes of one repository or project were made, or tried. */
  finishedOne(): void {
    this.#progress.report(++this.#finished, this.#resources);
  }
}
