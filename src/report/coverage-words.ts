import type { Gap, GapReason } from '../domain/coverage.ts';
import { visibleForm } from '../domain/find.ts';
import type { HostKind } from '../domain/inventory.ts';
import { upperFirst } from '../shared/text.ts';

/** The hosts as people call them. */
export const HOST_NAMES: Readonly<Record<HostKind, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  'azure-devops': 'Azure DevOps',
  bitbucket: 'Bitbucket',
  'git.dev': 'git.dev',
};

/** What a run does, and whether GitProtect is asked to synchronize for what it doesn't list: words depend on it. */
export interface CoverageOptions {
  /** The step fails for what is not covered. */
  readonly fails: boolean;
  readonly dryRun: boolean;
  readonly syncs: boolean;
  /** What is archived at the host is to be left as it is. */
  readonly skipsArchived: boolean;
  /** What GitProtect marks as removed at the Git host: paths in their visible form. */
  readonly removed: ReadonlySet<string>;
  /** Gives a text the names under which the user knows the inputs. */
  readonly worded: (text: string) => string;
}

interface GapWords {
  /** Why something is not covered, as a part of a sentence. */
  readonly why: string;
  readonly remedy: string;
}

/** Why something is not covered, and what to do about it. */
export function gapWords(
  { reason, repository: { path } }: Pick<Gap, 'reason' | 'repository'>,
  { dryRun, syncs, removed, worded }: CoverageOptions,
): GapWords {
  if (reason === 'not-listed' && removed.has(visibleForm(path))) return MARKED_AS_REMOVED;
  const { why, remedy } = reason === 'not-listed' ? notListed(dryRun, syncs) : GAPS[reason];
  const ifDry = dryRun ? IN_DRY_RUN[reason] : undefined;
  return { why: worded(why), remedy: worded(ifDry ?? remedy) };
}

/** GitProtect does list it, in a way: to grant access alone would change nothing. */
const MARKED_AS_REMOVED: GapWords = {
  why: 'marked as removed at the Git host by GitProtect, though the Git host lists one of this name',
  remedy:
    'Synchronize the organization in GitProtect, and run again. If it is still marked so, look in GitProtect whether it is the same repository, and whether GitProtect may see it.',
};

function notListed(dryRun: boolean, syncs: boolean): GapWords {
  const why = 'not listed by GitProtect';
  if (dryRun)
    return {
      why: `${why}, which was not asked to synchronize, since this is a dry run`,
      remedy: `Run without dry-run, so that GitProtect is asked to synchronize (sync: auto). If it is not listed then, ${GRANT}.`,
    };
  if (!syncs)
    return {
      why: `${why}, which was not asked to synchronize (sync: never)`,
      remedy: `Use sync: auto, or synchronize the organization in GitProtect. If it is not listed then, ${GRANT}.`,
    };
  return { why, remedy: `${upperFirst(GRANT)}, and synchronize the organization in GitProtect.` };
}

const GRANT = "grant access at the Git host to GitProtect's app or token";

const WHERE_IT_FAILED = 'See why this run failed for it, correct the cause, and run again.';

const GAPS: Readonly<Record<Exclude<GapReason, 'not-listed'>, GapWords>> = {
  ambiguous: {
    why: 'cannot be told apart from another one',
    remedy:
      'More than one repository, at the Git host or in GitProtect, could be the one that is meant. Check in GitProtect which ones are listed, and give them different names. At a host with projects GitProtect may list it without its project: then the list of the host has to be complete, and of the whole organization.',
  },
  'not-tried': {
    why: 'not tried in this run',
    remedy:
      'If this run reports no error for it, select it in the input repository under the name that GitProtect lists.',
  },
  'not-licensed': { why: 'no active license', remedy: WHERE_IT_FAILED },
  'not-attached': {
    why: 'not attached to every requested backup plan',
    remedy: WHERE_IT_FAILED,
  },
  'not-proved': {
    why: 'its protection could not be proved',
    remedy: 'GitProtect does not report its state, or it changed during the run. Check it in GitProtect.',
  },
};

/** What is not so yet is what a dry run leaves to be done. */
const IN_DRY_RUN: Readonly<Partial<Record<GapReason, string>>> = {
  'not-licensed': 'Run without dry-run to activate a license for it.',
  'not-attached': 'Run without dry-run to attach it to each of them.',
  'not-proved':
    'GitProtect does not report its state. A run without dry-run asks for the change anyway; then check it in GitProtect.',
};
