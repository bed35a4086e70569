import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../../src/gitprotect/parsers.ts';
import { reportsFailure } from '../../../src/http/reported-failure.ts';

describe('the body of a 2xx', () => {
  it.each([
    { ok: false, message: 'no luck', result: [] },
    { Ok: 'False' },
    { code: 500, message: 'no luck', result: null },
    { statusCode: '403' },
    { status: 'error', message: 'no luck', data: null },
    { status: 'Failed' },
    { type: 'about:blank', title: 'no luck', status: 400 },
    { errorMessage: 'no luck', result: null },
    { exceptionMessage: 'no luck' },
    { errorCode: 'E_LOCKED' },
    { data: { ok: false } },
    { errors: [null, { message: 'no luck' }] },
    { error: { code: 7, message: '' } },
    false,
    { result: false },
    { data: { data: { succeeded: 0 } } },
    { value: { success: false } },
    { response: { isSuccess: 'no' } },
    { result: 'Failed' },
    { state: 'Failed' },
    'Error: you may not do that',
    'error',
  ])('reports a failure by %j', (body) => {
    expect(reportsFailure(body)).toBe(true);
  });

  it.each([
    { errors: null },
    { errors: [] },
    { errors: [null] },
    { errors: [{}] },
    { errors: { name: [] } },
    { error: { code: 0, message: '' } },
    { error: 'none' },
    { error: 'No error', errorMessage: null, errorCode: 0 },
    { ok: true, code: 200, status: 'success', message: 'OK' },
    { code: 'OK', statusCode: 0, status: null },
    { success: true, status: 204 },
    { result: true, data: 'token', value: null },
    { code: 20_000, message: 'OK', data: {} },
    // The plan that was changed; its last run failed.
    { id: 'p', name: 'Daily', status: 'Failed' },
    { result: { id: 'p', status: 'Failed' } },
    { result: [{ id: 'p', status: 'error', ok: false }] },
  ])('reports none by %j', (body) => {
    expect(reportsFailure(body)).toBe(false);
  });

  it.each(['Access denied', 'Error: no license is free', 'An error has occurred.', '\uFEFFfalse', 'Unauthorized\n'])(
    'reports a failure by the text %j',
    (text) => {
      expect(reportsFailure(readAnswer(text).value)).toBe(true);
    },
  );

  it.each(['', 'OK', 'true', '"done"', 'null', '0', 'No errors', 'Errorless', '4f6e'])(
    'reports none by the text %j',
    (text) => {
      expect(reportsFailure(readAnswer(text).value)).toBe(false);
    },
  );

  it('may nest its errors without end', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(reportsFailure(readAnswer(`{"errors":${deep}}`).value)).toBe(true);
  });
});
