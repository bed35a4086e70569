import type { Account } from './model.ts';

const TOKEN_LIFETIME_MS = 30 * 24 * 3600 * 1000;

export interface WorldOptions {
  readonly account?: Account;
  /** Licenses in all, used ones included. */
  readonly licenses?: number;
  readonly tokenLifetimeMs?: number;
  readonly syncMs?: number;
  /** How long after it was answered well each kind of change takes effect. */
  readonly effectMs?: Readonly<Partial<Record<LateChange, number>>>;
  /** Whether a change that has been made already is rejected: what is attached or not, licensed or not. */
  readonly rejectsRepeats?: boolean;
  /** The status with which a repeated change is rejected (409). */
  readonly repeatStatus?: 400 | 409;
  /** Whether an error response says which repository of a batch it is about. */
  readonly namesRejected?: boolean;
  /** What becomes of documented fields that a modification of a plan doesn't send (kept). */
  readonly unsentFields?: 'kept' | 'dropped';
  /** Whether `modifygitplan` rejects plans of Azure DevOps organizations, and `ModifyAzurePlanAsync` all others (false). */
  readonly rejectsOtherService?: boolean;
  /** Milliseconds since the epoch, for tests with a clock of their own. */
  readonly now?: () => number;
}

/** `license` is an activation, `release` its opposite. */
export type LateChange = 'license' | 'attachment' | 'detachment' | 'release' | 'removal' | 'modification';

export function withDefaults(options: WorldOptions): Required<WorldOptions> {
  return {
    account: {
      email: 'backup@acme.example',
      password: 'correct horse battery staple',
      roles: ['System Administrator', 'GitManagement'],
    },
    licenses: 1_000_000,
    tokenLifetimeMs: TOKEN_LIFETIME_MS,
    syncMs: 500,
    effectMs: {},
    rejectsRepeats: false,
    repeatStatus: 409,
    namesRejected: true,
    unsentFields: 'kept',
    rejectsOtherService: false,
    now: Date.now,
    ...options,
  };
}
