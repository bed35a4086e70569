import type { HostKind } from './inventory.ts';

/** What the user asks for, in names; only the inputs know how it was asked. */
export interface Request {
  /** Name or ID. */
  readonly organization: string;
  /** Undefined: no repository, as where a project is asked for. */
  readonly selection: Selection | undefined;
  /** Azure DevOps projects, selected as repositories are. */
  readonly projects: Selection | undefined;
  readonly state: RequestedState;
  /** Names or IDs, each once; for a state of being absent none means every plan. */
  readonly plans: readonly string[];
  readonly settings: PlanSettings;
  /** How many repositories one run may detach or release. */
  readonly maxRemovals: number;
  /** Whose the workflow's own repository is at the Git host, where that is known. */
  readonly workflowOwner?: string | undefined;
  /** The Git host with whose own list GitProtect's is compared. */
  readonly host?: HostRequest | undefined;
}

export interface HostRequest {
  readonly kind: HostKind;
  /** The owner's name at the host; undefined: the organization's. */
  readonly owner: string | undefined;
  /** What is archived at the host is left as it is. */
  readonly skipsArchived: boolean;
}

/** How the organization may be called at the Git host, as far as that is known before anything was read. */
export function ownersAtHost({ host, workflowOwner }: Pick<Request, 'host' | 'workflowOwner'>): readonly string[] {
  return [...new Set([workflowOwner, host?.owner].filter((owner) => owner !== undefined))];
}

export type RequestedState =
  /** Licensed and in the plans; `exclusive`: and in no other hand-picked one. */
  | { readonly kind: 'present'; readonly exclusive: boolean }
  /** In none of the plans, and without a license once no plan contains it. */
  | { readonly kind: 'absent' }
  /** Absent from every plan, and removed from GitProtect. */
  | { readonly kind: 'removed'; readonly backups: Backups };

/** What becomes of the backups of a repository that is removed. */
export type Backups = 'kept' | 'deleted';

/** How the named plans are to be; what is undefined is left as it is. */
export interface PlanSettings {
  readonly schedule: 'enabled' | undefined;
  readonly metadata: 'included' | undefined;
}

/** Whether no setting is asked for. */
export function hasNoSettings({ schedule, metadata }: PlanSettings): boolean {
  return schedule === undefined && metadata === undefined;
}

/** Which repositories are meant: those of any included line, but never an excluded one. */
export interface Selection {
  readonly included: readonly Line[];
  readonly excluded: readonly Line[];
}

export type Line = NameLine | PatternLine;

/** A repository by its name or ID. */
export interface NameLine {
  readonly kind: 'name';
  /** As the user gave it, for messages. */
  readonly text: string;
  /** An ID, or names within the organization, under which GitProtect may list it, the likeliest first. */
  readonly names: readonly [string, ...string[]];
  /** What is before the last slash, as long as it isn't known to be the organization. */
  readonly owner: string | undefined;
  /** Only what is not reported to be in another Azure DevOps project is meant. */
  readonly project?: string;
}

/** Repositories by a pattern with `*` (any characters, also none) and `?` (one); without regard to case. */
export interface PatternLine {
  readonly kind: 'pattern';
  readonly text: string;
}

/** Every repository of the organization. */
export const EVERYTHING: PatternLine = { kind: 'pattern', text: '*' };
