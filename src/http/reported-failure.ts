import { parseBoolean } from '../shared/boolean.ts';
import { JsonObject } from '../shared/json-object.ts';
import { WRAPPERS } from './error-response.ts';

/** What a list in an answer holds: rows, whose fields are their own, or what became of each thing that was asked for. */
export type Listed = 'rows' | 'results';

/**
 * What in a 2xx, JSON or a text that is none, says that the request failed [open]: `false`, `success` false, or errors; or
 * as a text, that it is an error. Anything else says nothing of it.
 * @returns that part; undefined where nothing says so
 */
export function failureIn(answer: unknown, listed: Listed): unknown {
  if (typeof answer === 'string' && ERROR_TEXT.test(answer)) return answer;
  if (!isFailure(answer, listed)) return undefined;
  return listed === 'results' ? failedResult(answer) : answer;
}

const ERROR_TEXT =
  /^[\s"']*(error|failed|failure|exception|access (is )?denied|denied|forbidden|unauthori[sz]ed|an error (has )?occurred)\b/i;

/** Whether what the JSON of a 2xx holds says so. Some services wrap what they answer, perhaps more than once. */
export function isFailure(answer: unknown, listed: Listed = 'rows', depth = MAX_DEPTH): boolean {
  if (answer === false || isFailureWord(answer)) return true;
  if (depth === 0) return false;
  if (Array.isArray(answer)) return listed === 'results' && answer.some((each) => isFailure(each, listed, depth - 1));
  const fields = JsonObject.of(answer);
  return fields !== undefined && (says(fields) || wrapped(fields).some((each) => isFailure(each, listed, depth - 1)));
}

/** The first result of several that failed, which can say why; the answer itself where no list holds one. */
function failedResult(answer: unknown): unknown {
  const fields = JsonObject.of(answer);
  const inside = fields === undefined || says(fields) ? [] : wrapped(fields);
  const results = [answer, ...inside].flatMap((each) => elementsOf(each));
  return results.find((each) => isFailure(each, 'results')) ?? answer;
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wrapped(fields: JsonObject): readonly unknown[] {
  return fields.all(...WRAPPERS, 'results');
}

function isFailureWord(value: unknown): boolean {
  return typeof value === 'string' && /^(error|failed|failure|fail)$/i.test(value.trim());
}

function says(fields: JsonObject): boolean {
  const success = fields.all('success', 'isSuccess', 'succeeded', 'isSuccessful', 'successful', 'ok', 'isOk');
  const failure = fields.all('failed', 'isFailure', 'isError', 'hasError', 'hasErrors');
  const errors = fields.all(
    'errors',
    'validationErrors',
    'error',
    'errorMessage',
    'exception',
    'exceptionMessage',
    'errorCode',
    'failures',
  );
  return (
    success.some((value) => parseBoolean(value) === false || value === 'no' || isFailureWord(value)) ||
    failure.some((value) => parseBoolean(value) === true) ||
    errors.some((value) => !isNoError(value)) ||
    // How many, or which.
    fields.all('failed').some((value) => (typeof value === 'string' ? Number(value) > 0 : !isNoError(value))) ||
    // A thing with an ID is what was asked for: its status is its own.
    (fields.value('id') === undefined && (hasFailed(fields) || hasEndedBadly(fields)))
  );
}

/** By a word, or by the status of an error; larger numbers are a service's own, and may be successes. */
function hasFailed(fields: JsonObject): boolean {
  const states = fields.all('status', 'state', 'code', 'statusCode');
  return states.some((value) => isFailureWord(value) || (Number(value) >= 400 && Number(value) < 600));
}

/** By how it ended; what has not failed, and not succeeded either, may be under way. */
function hasEndedBadly(fields: JsonObject): boolean {
  const failed = fields.all('isFailed', 'hasFailed').map((value) => parseBoolean(value));
  const succeeded = fields.all('isSucceeded', 'hasSucceeded', 'wasSuccessful').map((value) => parseBoolean(value));
  return failed.includes(true) || (succeeded.includes(false) && !failed.includes(false));
}

/** How deep errors are looked for in what holds them. */
const MAX_DEPTH = 4;

/** What stands where there is no error. */
function isNoError(value: unknown, depth = MAX_DEPTH): boolean {
  if (value === null || value === false || value === 0) return true;
  if (typeof value === 'string') return /^(|0|false|null|none|no ?errors?|ok|success)$/i.test(value.trim());
  return typeof value === 'object' && depth > 0 && Object.values(value).every((each) => isNoError(each, depth - 1));
}
