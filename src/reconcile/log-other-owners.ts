import { below } from '../domain/find.ts';
import type { Observed } from '../domain/model.ts';
import { ownersOf } from '../domain/owner.ts';
import type { Request } from '../domain/request.ts';
import { label, shortened, someOf } from '../shared/text.ts';
import type { Context } from './context.ts';

/** Says which lines name the owner of the workflow's repository, where that has another name in GitProtect. */
export function logOtherOwners(
  { selection, projects, workflowOwner, host }: Pick<Request, 'selection' | 'projects' | 'workflowOwner' | 'host'>,
  { organization, organizations }: Pick<Observed, 'organization' | 'organizations'>,
  { log, worded }: Pick<Context, 'log' | 'worded'>,
): void {
  const [name, atHost] = ownersOf(organizations, organization, workflowOwner === undefined ? [] : [workflowOwner]);
  if (atHost === undefined || host?.owner === atHost) return;
  const written = [selection, projects].flatMap((each) => [
    ...(each?.included ?? []).map(({ text }) => ({ text, line: `'${text}'` })),
    ...(each?.excluded ?? []).map(({ text }) => ({ text, line: `'!${text}'` })),
  ]);
  const lines = written.filter(({ text }) => below(atHost, text) !== undefined && below(name, text) === undefined);
  if (lines.length > 0)
    log.notice(
      'An owner is assumed to be the organization',
      `'${shortened(atHost)}' is the owner of the repository that runs this, and taken to be the same as organization ${label(organization)}, since GitProtect lists no other organization by that name: ${someOf(lines.map(({ line }) => line))}. If it is not the same, ${worded('correct the input organization')}.`,
    );
}
