import { withoutParticulars } from './failure-reason.ts';

/* What a server means by the words with which it refuses a change [open]: the documents give no codes for that. */

/** What is said, without IDs, numbers and names; a code, as `REPOSITORY_ARCHIVED`, as the words of which it is made. */
export function saidIn(message: string): string {
  const text = withoutParticulars(message).replace(/^: /, '');
  // Nobody says a name alone.
  if (!/\s/.test(text.trim())) return wordsOf(text).join(' ');
  return text.replace(/\S+/g, (word) => {
    if (!/\w[-/_.]\w/.test(word)) return word;
    const words = wordsOf(word);
    // Any other word with separators is a name.
    return words.every((each) => OF_CODES.test(each)) ? words.join(' ') : '…';
  });
}

function wordsOf(code: string): readonly string[] {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[-/_.\s]/);
  return words.filter((word) => word !== '');
}

const OF_CODES =
  /^\W*(repositor(y|ies)|licen[cs]es?|limit|quota|no|not|free|enough|exceeded|reached|archived|read|only|disabled|deleted|removed|locked|found|access|denied|allow|white|list)\W*$/i;

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

/** Whether what all repositories share is said to be used up, or missing. */
export function isOfLimit(said: string): boolean {
  return isOfLicensesLeft(said) || isSettledElsewhere(said) || NOT_LEFT.test(said);
}

const NOT_LEFT =
  /\b(quota|limit|maximum|(no|missing) licen[cs]es?|(licen[cs]es?|subscription)( \w+)? (missing|ended))\b/i;

/** Whether licenses are spoken of in other words: it may be about one repository, or about all. */
export function mayBeOfLimit(said: string): boolean {
  return /licen[cs]e|subscription/i.test(said) && !/\balready\b/i.test(said);
}

/** Whether an account's roles are spoken of: it lacks them for all repositories. */
export function isOfRoles(said: string): boolean {
  return /\b(roles?|permissions?|privileges?|authori[sz]ed)\b/i.test(said);
}

/** Whether the account is spoken of, or its rights. */
export function isOfAccount(said: string): boolean {
  return isOfRoles(said) || /\b(accounts?|users?|rights?)\b/i.test(said);
}

/** Whether a 403 may be about one repository: nothing is said that is so for all. */
export function mayBeOfOne(said: string): boolean {
  const isOfAll = isOfAccount(said) || isOfAnotherQuota(said) || isSettledElsewhere(said) || isOfAllRepositories(said);
  // A single word, as `Forbidden`, says nothing.
  return /\w\W+\w/.test(said) && !isOfAll;
}

function isOfAllRepositories(said: string): boolean {
  return (
    /\b(unauthori[sz]ed|forbidden|access|denied|allow\w*|organi[sz]ation)\b/i.test(said) &&
    !/\brepository\b/i.test(said)
  );
}

/** A reason of the repository's own, which has nothing to do with addresses. */
export function isOfArchived(said: string): boolean {
  return /archiv|read[- ]?only/i.test(said);
}

/**
 * What is said to be archived, deleted, disabled or missing: the first noun of the clause, or of what is before it.
 * @returns undefined where nothing is said to be so
 */
export function subjectOf(said: string): 'repository' | 'another' | 'unsaid' | undefined {
  if (/\barchived\b/i.test(said)) return 'repository';
  const at = said.search(GONE);
  if (at < 0) return undefined;
  const before = said.slice(0, at);
  const clause = before.split(/[:;,.]|\b(?:because|since|as|that)\b/).at(-1) ?? '';
  const noun = nounOf(clause) ?? nounOf(before);
  if (noun === undefined) return 'unsaid';
  return /^repositor(y|ies)$/i.test(noun) ? 'repository' : 'another';
}

const GONE = /read[- ]?only|removed|deleted|disabled|(not|n[’']t) (be )?found|(not|n[’']t|no longer) exists?\b/i;

/** The first noun; of several in a row, as in `backup plan`, the last. */
function nounOf(text: string): string | undefined {
  const words = text.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[^a-z]+/i);
  const first = words.findIndex((word) => NOUN.test(word));
  const after = words.slice(first).findIndex((word) => !NOUN.test(word));
  return first < 0 ? undefined : words.at(after < 0 ? -1 : first + after - 1);
}

const NOUN =
  /^(repositor(y|ies)|access|accounts?|agents?|backups?|connections?|credentials|editions?|features?|jobs?|licen[cs]es?|management|organi[sz]ations?|plans?|polic(y|ies)|projects?|protection|roles?|schedules?|servers?|services?|storages?|subscriptions?|tokens?|users?|workers?)$/i;

/** Whether it is to be settled elsewhere: it is neither about roles nor about free licenses, nor about credentials. */
export function isSettledElsewhere(said: string): boolean {
  return ELSEWHERE.test(said) || (/\bIP\b/.test(said) && /allow|permit|restrict|block|list/i.test(said));
}

const ELSEWHERE =
  /\b(allow|white)[- ]?list|\bnot (available|included|supported) (in|for|with)( \w+){0,2} (subscription|edition|tier|package|plan)\b|\b(subscription|trial|licen[cs]e|account|password)\b.*\b(expired|suspended|locked|blocked)\b/i;

/** Whether credentials are said to be wrong, or may be the reason for what is said. */
export function isOfCredentials(said: string): boolean {
  return /\b(invalid|incorrect|wrong|bad|unknown|fail(ed|ure)?|logins?|attempts?|tries|lock(ed)?|blocked)\b|\b(not|n[’']t) (correct|match)/i.test(
    said,
  );
}

/** Whether it ends by itself: the service is busy, or limits the rate. */
export function isTemporary(said: string): boolean {
  return !isOfRoles(said) && TEMPORARY.test(said);
}

const TEMPORARY =
  /\b(busy|temporarily|overloaded|again later|rate limit|too many requests|(in|under|for|during)( \w+)? maintenance|maintenance (mode|window|in progress))\b/i;
