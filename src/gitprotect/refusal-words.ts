import { withoutParticulars } from './failure-reason.ts';

/* What a server means by the words with which it refuses a change [open]: the documents give no codes for that. */

/** What is said, without IDs, numbers and names, and codes as the words of which they are made. */
export function saidIn(message: string): string {
  return withoutParticulars(message).replace(/\S+/g, (word) => {
    const parts = word.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[-/_.\s]/);
    const words = parts.filter((part) => part !== '');
    if (words.length < 2) return word;
    // Any other word with separators is a name.
    return words.every((part) => OF_CODES.test(part)) ? words.join(' ') : '…';
  });
}

const OF_CODES =
  /^\W*(repo|repositor(y|ies)|licen[cs]es?|quota|limit|maximum|no|not|n[’']t|free|left|available|enough|insufficient|reached|exceeded|exhausted|used|is|in|use|was|archived|read|only|disabled|deleted|removed|locked|found|exists?|storage|plan|project|organi[sz]ation|ids?|role|permissions?|access|denied|missing|error|ip|allow|white|list)\W*$/i;

/** Whether licenses are used up. */
export function isOfLicensesLeft(said: string): boolean {
  return LICENSES.test(said) && USED_UP.test(said) && !isOfAnotherQuota(said) && !isSettledElsewhere(said);
}

/** Whether something else than licenses is used up. */
export function isOfAnotherQuota(said: string): boolean {
  return USED_UP.test(said) && OF_ANOTHER_QUOTA.test(said) && !/licen[cs]e/i.test(said);
}

const LICENSES = /licen[cs]e|quota|subscription|repositor\w* limit|(limit|maximum|number) (of|for|on)\b.*repositor/i;
const USED_UP =
  /\b(enough|insufficient|free|left|available|quota|limit|maximum|no more|out of|in use|exceed\w*|used|exhausted)\b/i;
const OF_ANOTHER_QUOTA = /\b(storage|disk|space|API|requests?|rate|traffic)\b/i;

/** Whether a limit is spoken of that all repositories may share. */
export function isOfLimit(said: string): boolean {
  return /licen[cs]e|quota|limit|maximum|subscription/i.test(said);
}

/** Whether an account's roles are spoken of: it lacks them for all repositories. */
export function isOfRoles(said: string): boolean {
  return /\b(roles?|permissions?|privileges?|authori[sz]ed)\b/i.test(said);
}

/** A reason of the repository's own, which has nothing to do with addresses. */
export function isOfArchived(said: string): boolean {
  return /archiv|read[- ]?only/i.test(said);
}

/**
 * What is said to be archived, deleted, disabled or missing: it stands last before that word, if it stands there at all.
 * @returns undefined where nothing is said to be so
 */
export function subjectOf(said: string): 'repository' | 'account' | 'another' | 'unsaid' | undefined {
  if (/\barchived\b/i.test(said)) return 'repository';
  const at = said.search(GONE);
  if (at < 0) return undefined;
  const last = said.slice(0, at).match(SUBJECTS)?.at(-1);
  if (last === undefined) return 'unsaid';
  if (/^repository$/i.test(last)) return 'repository';
  return /^(access|account|role|user)s?$/i.test(last) ? 'account' : 'another';
}

const GONE =
  /archived|read[- ]?only|removed|deleted|disabled|(not|n[’']t) (be )?found|(not|n[’']t|no longer) exists?\b/i;
const SUBJECTS =
  /\b(repositor(y|ies)|access|accounts?|agents?|backups?|connections?|credentials|editions?|features?|jobs?|licen[cs]es?|management|organi[sz]ations?|plans?|polic(y|ies)|projects?|protection|roles?|schedules?|servers?|services?|storages?|subscriptions?|tokens?|users?|workers?)\b/gi;

/** Whether it is to be settled elsewhere: it is neither about roles nor about free licenses, nor about credentials. */
export function isSettledElsewhere(said: string): boolean {
  return ELSEWHERE.test(said) || (/\bIP\b/.test(said) && /allow|permit|restrict|block|list/i.test(said));
}

const ELSEWHERE =
  /\b(allow|white)[- ]?list|\bnot (available|included) (in|for|with)\b|\b(subscription|trial|licen[cs]e|account|password)\b.*\b(expired|suspended|locked|blocked)\b/i;

/** Whether credentials are said to be wrong, or may be the reason for what is said. */
export function isOfCredentials(said: string): boolean {
  return /\b(invalid|incorrect|wrong|bad|unknown|fail(ed|ure)?|logins?|attempts?|tries|lock(ed)?|blocked)\b|\b(not|n[’']t) (correct|match)/i.test(
    said,
  );
}
