import type { Disputed, Known } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import type { JsonObject } from '../shared/json-object.ts';
import { byName, sameField, WHEN } from './by-name.ts';
import { isNothing } from './evidence.ts';

/*
 * What a row says of its removal [open]: flags, dates and words. What is recognized as such and not understood leaves it
 * unknown.
 */

type Reader = (value: unknown) => Known<boolean> | undefined;

/** Whether the Git host has the repository no more. */
export function parseRemoved(fields: JsonObject): Known<boolean> | Disputed {
  return isRemoved(fields, ofRepository);
}

/** Whether the backup plan is deleted, or out of use. */
export function parsePlanRemoved(fields: JsonObject): Known<boolean> | Disputed {
  return isRemoved(fields, ofPlan);
}

/** Whether the organization is deleted. */
export function parseOrganizationRemoved(fields: JsonObject): Known<boolean> {
  const removed = isRemoved(fields, ofOrganization);
  return removed === 'disputed' ? true : removed;
}

function isRemoved(fields: JsonObject, readerOf: (name: string) => Reader | undefined): Known<boolean> | Disputed {
  const said = new Set<Known<boolean> | Disputed | undefined>();
  for (const name of fields.keys()) {
    const read = readerOf(name);
    if (read === undefined) continue;
    const answers = fields.all(name).map((value) => read(value));
    for (const removed of answers) said.add(removed);
    const denies = (other: unknown): boolean => other !== null && read(other) === false;
    if (answers.includes(true) && sameField(fields, name).some(denies)) said.add('disputed');
  }
  if (said.has('disputed')) return 'disputed';
  if (said.has(true)) return true;
  return said.has('unknown') ? 'unknown' : false;
}

const flag: Reader = (value) => {
  const removed = parseBoolean(value);
  const isDate = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !isNothing(value);
  if (removed === true || isDate) return true;
  return removed === false || isNothing(value) ? false : 'unknown';
};
/** It is still there. */
const announced: Reader = (value) => (parseBoolean(value) === false || isNothing(value) ? false : 'unknown');
/** Whether GitProtect finds it at the Git host: where it doesn't, it may be removed, or out of reach. */
const found: Reader = (value) => (parseBoolean(value) === false ? 'unknown' : undefined);
const lost: Reader = (value) => (parseBoolean(value) === true ? 'unknown' : undefined);
const date: Reader = (value) => !isNothing(value);

const WHERE = '((from|at|on|in|by|for)(the)?(git)?(host|provider|source|remote|server|service))?';

/** By the participles and nouns that say it: `isRemovedFromHost`, `deleteDate`, `markedForDeletion`, `status: "Removed"`. */
function readersFor(participles: string, nouns: string): (name: string) => Reader | undefined {
  const thing = '(repo|repository|plan|organization)?';
  const flags = new RegExp(`^(is|was|has|hasbeen)?(markedas|soft)?${thing}(${participles}|${nouns})${WHERE}$`);
  const announcements = new RegExp(`^(is|was)?(being|pending|markedfor|scheduledfor)(${participles}|${nouns})$`);
  const dates = new RegExp(`^${thing}(${participles}|${nouns}|remove|delete)${WHEN}$`);
  const words = new RegExp(`^(${participles})$`, 'i');
  const stems = new RegExp(participles.replaceAll(/ed\b/g, ''), 'i');
  const state: Reader = (value) => {
    if (typeof value !== 'string' || !stems.test(value)) return undefined;
    return words.test(value.trim()) ? true : 'unknown';
  };
  return byName((key) => {
    if (/^(repo|repository|plan|host|organization)?(status|state)$/.test(key)) return state;
    if (flags.test(key)) return flag;
    if (announcements.test(key)) return announced;
    return dates.test(key) ? date : undefined;
  });
}

const FOUND = new RegExp(`^(is)?(exists?|existing|present|accessible|available|reachable)${WHERE}$`);
const LOST = new RegExp(`^(is|was)?(missing|notfound|lost|inaccessible|unavailable|unreachable)${WHERE}$`);

const ofOrganization = readersFor('removed|deleted', 'removal|deletion');
const ofRepository = byName((key): Reader | undefined => {
  if (FOUND.test(key)) return found;
  return LOST.test(key) ? lost : ofOrganization(key);
});
const ofPlan = readersFor('removed|deleted|archived', 'removal|deletion');
