import { parseBoolean } from '../shared/boolean.ts';
import { JsonObject } from '../shared/json-object.ts';
import { WRAPPERS } from './error-response.ts';

/**
 * Whether what a 2xx holds, JSON or a text that is none, says that the request failed [open]: `false`, `success` false, or
 * errors; or as a text, that it is an error. Anything else says nothing of it.
 */
export function reportsFailure(answer: unknown): boolean {
  return isFailure(answer) || (typeof answer === 'string' && ERROR_TEXT.test(answer));
}

const ERROR_TEXT =
  /^[\s"']*(error|failed|failure|exception|access (is )?denied|denied|forbidden|unauthori[sz]ed|an error (has )?occurred)\b/i;

/** Whether what the JSON of a 2xx holds says so. Some services wrap what they answer, perhaps more than once. */
export function isFailure(answer: unknown, depth = MAX_DEPTH): boolean {
  if (answer === false || isFailureWord(answer)) return true;
  const fields = depth > 0 ? JsonObject.of(answer) : undefined;
  return fields !== undefined && (says(fields) || fields.all(...WRAPPERS).some((value) => isFailure(value, depth - 1)));
}

function isFailureWord(value: unknown): boolean {
  return typeof value === 'string' && /^(error|failed|failure|fail)$/i.test(value.trim());
}

function says(fields: JsonObject): boolean {
  const success = fields.all('success', 'isSuccess', 'succeeded', 'isSuccessful', 'successful', 'ok');
  const failure = fields.all('failed', 'isFailure', 'isError', 'hasError', 'hasErrors');
  const errors = fields.all(
    'errors',
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
    (fields.value('id') === undefined && hasFailed(fields))
  );
}

/** By a word, or by the status of an error; larger numbers are a service's own, and may be successes. */
function hasFailed(fields: JsonObject): boolean {
  const states = fields.all('status', 'state', 'code', 'statusCode');
  return states.some((value) => isFailureWord(value) || (Number(value) >= 400 && Number(value) < 600));
}

/** How deep errors are looked for in what holds them. */
const MAX_DEPTH = 4;

/** What stands where there is no error. */
function isNoError(value: unknown, depth = MAX_DEPTH): boolean {
  if (value === null || value === false || value === 0) return true;
  if (typeof value === 'string') return /^(|0|false|null|none|no ?errors?|ok|success)$/i.test(value.trim());
  return typeof value === 'object' && depth > 0 && Object.values(value).every((each) => isNoError(each, depth - 1));
}
