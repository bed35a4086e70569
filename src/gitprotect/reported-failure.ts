import { JsonObject } from '../shared/json-object.ts';
import { parseBoolean } from './evidence.ts';

/**
 * Whether the body of a 2xx says that the request failed [open]: `success` false, or errors. Anything else, no JSON
 * included, says nothing of it.
 */
export function reportsFailure(body: string): boolean {
  // Not even parsed where it is a list, which may be long.
  const fields = /^\s*\[/.test(body) ? undefined : JsonObject.parse(body.replace(/^\uFEFF/, ''));
  if (fields === undefined) return false;
  // Some services wrap what they answer.
  return [fields, fields.object('data'), fields.object('result')].some((each) => each !== undefined && says(each));
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
    success.some((value) => parseBoolean(value) === false) ||
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
  const states = fields.all('status', 'code', 'statusCode');
  return states.some((value) =>
    typeof value === 'string' && /^(error|failed|failure|fail)$/i.test(value.trim())
      ? true
      : Number(value) >= 400 && Number(value) < 600,
  );
}

/** How deep errors are looked for in what holds them. */
const MAX_DEPTH = 4;

/** What stands where there is no error. */
function isNoError(value: unknown, depth = MAX_DEPTH): boolean {
  if (value === null || value === false || value === 0) return true;
  if (typeof value === 'string') return /^(|0|false|null|none|no ?errors?|ok|success)$/i.test(value.trim());
  return typeof value === 'object' && depth > 0 && Object.values(value).every((each) => isNoError(each, depth - 1));
}
