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
  const success = fields.all('success', 'isSuccess', 'succeeded', 'isSuccessful', 'successful');
  const failure = fields.all('failed', 'isFailure', 'isError', 'hasError', 'hasErrors');
  return (
    success.some((value) => parseBoolean(value) === false) ||
    failure.some((value) => parseBoolean(value) === true) ||
    fields.all('errors', 'error', 'failures').some((value) => !isEmpty(value)) ||
    // How many, or which.
    fields.all('failed').some((value) => (typeof value === 'string' ? Number(value) > 0 : !isEmpty(value)))
  );
}

/** What stands where there is no error. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === false || value === 0) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.keys(value).length === 0;
}
