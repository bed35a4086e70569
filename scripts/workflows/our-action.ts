/*
 * How documents name this action. Nobody has published it, so the name is a placeholder that can't be anybody's: GitHub
 * gives no account a name with an underscore that could hold a public repository. docs/your-own-copy.md says how to
 * replace it.
 */

export const OUR_ACTION = 'YOUR_ORG/gitprotect-action';

export const PLACEHOLDER = `${OUR_ACTION}@COMMIT_SHA`;

/** Whether a step uses this action, under whatever owner and version. */
export function isOurs(uses: string): boolean {
  return uses === './' || /^[^/]+\/gitprotect-action@/.test(uses);
}

/** A tag can be moved: a workflow of ours names a commit. So does a document, but for this action's placeholder. */
export function pinFault(kind: 'file' | 'document', uses: string, line: string): string | undefined {
  if (uses.startsWith('./')) return undefined;
  if (kind === 'document' && isOurs(uses)) return uses === PLACEHOLDER ? undefined : `${uses} is not ${PLACEHOLDER}`;
  if (/@[0-9a-f]{40}$/.test(uses))
    return /# v\d+\.\d+\.\d+$/.test(line.trimEnd()) ? undefined : `${uses} has no comment with its version`;
  // A reusable workflow of the reader's own.
  if (kind === 'document' && /\.ya?ml@COMMIT_SHA$/.test(uses)) return undefined;
  return `${uses} is not pinned to a commit`;
}

/** What the steps of a job that use this action ask for, as far as it decides about the concurrency group. */
export interface Use {
  /** The input `organization`; the owner of the workflow's repository if it is left out. */
  readonly organization: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Two runs for one organization must not meet, so all workflows for it share one concurrency group, in which none is
 * dropped. What changes nothing may run at any time.
 */
export function groupFault(
  uses: readonly Use[],
  group: string | undefined,
  queue: string | undefined,
): string | undefined {
  const changing = uses.filter(({ dryRun }) => !dryRun);
  for (const { organization } of changing) {
    const expected = `gitprotect-${organization ?? '${{ github.repository_owner }}'}`;
    if (group !== expected) return `The concurrency group is not ${expected}`;
    if (queue !== 'max') return 'The concurrency group has no queue: max, so a waiting run may be dropped';
  }
  return undefined;
}
