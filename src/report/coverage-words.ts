import type { GapReason } from '../domain/coverage.ts';
import type { HostKind } from '../domain/inventory.ts';

/** The hosts as people call them. */
export const HOST_NAMES: Readonly<Record<HostKind, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  'azure-devops': 'Azure DevOps',
  bitbucket: 'Bitbucket',
  'git.dev': 'git.dev',
};

/** Why something is not covered, as a part of a sentence, and what to do about it. */
export const GAPS: Readonly<Record<GapReason, { readonly why: string; readonly remedy: string }>> = {
  ambiguous: {
    why: 'cannot be told apart from another one',
    remedy:
      'More than one repository, at the Git host or in GitProtect, may be meant. Look in GitProtect which are listed, and give names that differ.',
  },
  'not-listed': {
    why: 'not listed by GitProtect',
    remedy:
      "Grant access at the Git host to GitProtect's app or token, and synchronize the organization in GitProtect.",
  },
  'not-tried': {
    why: 'not tried in this run',
    remedy: 'See the errors of this run; or select it in the input repository by the name that GitProtect lists.',
  },
  'not-licensed': {
    why: 'no active license',
    remedy: 'See what this run says of the repository; a dry run changes nothing.',
  },
  'not-attached': {
    why: 'not attached to every requested backup plan',
    remedy: 'See what this run says of the repository; a dry run changes nothing.',
  },
  'not-proved': {
    why: 'its protection could not be proved',
    remedy: 'GitProtect does not report its state, or it changed during the run. Look at it in GitProtect once.',
  },
};
