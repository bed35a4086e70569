import type { Attempt, Attempted } from '../../src/domain/attempt.ts';
import type { Change, LicenseChange, MembershipChange, RemovalChange } from '../../src/domain/diff.ts';
import type { Project } from '../../src/domain/model.ts';
import { aPlan, aRepository, guid } from './build.ts';

/** Azure DevOps project `Shop`, of whose plans nothing is reported. */
export function aProject(overrides: Partial<Project> = {}): Project {
  return {
    kind: 'project',
    id: guid(500),
    name: 'Shop',
    plans: undefined,
    repositories: new Set(),
    mayHave: new Set(),
    ...overrides,
  };
}

/** A change of the license of `api`, of which nothing was reported before. */
export function ofLicense(
  kind: LicenseChange['kind'],
  more: Partial<Pick<LicenseChange, 'resource' | 'before'>> = {},
): LicenseChange {
  return { kind, resource: aRepository(), before: 'unknown', ...more };
}

/** A change of `api` and plan `Daily`, of which nothing was reported before. */
export function ofMembership(
  kind: MembershipChange['kind'],
  more: Partial<Pick<MembershipChange, 'resource' | 'plan' | 'before'>> = {},
): MembershipChange {
  return { kind, resource: aRepository(), plan: aPlan(), before: 'unknown', ...more };
}

/** The removal of `api` from GitProtect. */
export function aRemoval(): RemovalChange {
  return { kind: 'remove', resource: aRepository(), backups: 'kept', before: 'listed' };
}

/** The same was tried for each of these. */
export function triedFor(attempt: Attempt, ...changes: readonly Change[]): readonly Attempted[] {
  return changes.map((change) => ({ change, attempt }));
}
