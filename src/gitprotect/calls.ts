import type { Id } from '../domain/model.ts';
import type { Listed } from '../http/reported-failure.ts';
import type { HttpRequest, SoFar } from '../http/request.ts';
import { counted, label } from '../shared/text.ts';

export type { SoFar };

/** One call of the API: always a POST of JSON. */
export interface Call extends Partial<SoFar> {
  /** Below the base address, without a leading slash. */
  readonly path: string;
  /** What it does, for "could not …". */
  readonly purpose: string;
  /** The roles that the documents name for it. */
  readonly roles: string;
  /** What it does in general, for the title "GitProtect refused to …". */
  readonly refused: string;
  /** What to do when the server rejects it. */
  readonly ifRejected: string;
  /** What its failures depend on. */
  readonly about: 'sign-in' | 'activation' | 'attachment' | 'other';
  readonly body: object;
  /** What a list in its answer holds. */
  readonly answer: Listed;
  /** By itself where it does no harm although its answer was lost; by the caller where that takes a new reading. */
  readonly repeated: HttpRequest['repeated'];
}

/** [doc] Any registered System Administrator can use the API. */
const ADMINISTRATOR = 'System Administrator';
/** [doc] What activate, deactivate and remove ask for. */
export const MANAGEMENT = 'DataRemoveManagement or GitManagement';

/** What most calls have in common. */
const USUAL = {
  roles: ADMINISTRATOR,
  ifRejected: "See the server's message, and check the cause in GitProtect.",
  about: 'other',
  repeated: 'by-itself',
  answer: 'results',
} as const;

/** Something of GitProtect's by its ID, with the name by which people know it. */
export interface Named {
  readonly id: Id;
  readonly name: string | undefined;
}

export function callOf(call: Pick<Call, 'path' | 'purpose' | 'body' | 'refused'> & Partial<Call>): Call {
  return { ...USUAL, ...call };
}

/** Something by its name and ID. */
export function nameAndId(thing: Named): string {
  return thing.name === undefined ? thing.id : `${label(thing)} (${thing.id})`;
}

/** One repository by name and ID, several by their number. */
export function repositoriesInWords(repositories: readonly Named[]): string {
  const [first] = repositories;
  return first !== undefined && repositories.length === 1
    ? `repository ${nameAndId(first)}`
    : counted(repositories.length, 'repository', 'repositories');
}
