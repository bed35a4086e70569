import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../../../src/gitprotect/parsers.ts';
import { failureIn } from '../../../src/http/reported-failure.ts';

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
    { isSucceeded: false },
    { WasSuccessful: 'False' },
    { isFailed: true },
    { has_failed: 1 },
    { validationErrors: { name: ['no luck'] } },
    { response: { isSuccess: 'no' } },
    { result: 'Failed' },
    { state: 'Failed' },
    'Error: you may not do that',
    'error',
  ])('reports a failure by %j', (body) => {
    expect(failureIn(body, 'rows')).toBe(body);
  });

  it.each([
    { errors: null },
    { state: 'InProgress', isSucceeded: false, isFailed: false },
    { id: 7, hasFailed: true, wasSuccessful: false },
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
    expect(failureIn(body, 'rows')).toBeUndefined();
  });

  it.each(['Access denied', 'Error: no license is free', 'An error has occurred.', 'Unauthorized\n'])(
    'reports a failure by the text %j',
    (text) => {
      const { value } = readAnswer(text);
      expect(failureIn(value, 'rows')).toBe(value);
    },
  );

  it.each(['', 'OK', 'true', '"done"', 'null', '0', 'No errors', 'Errorless', '4f6e'])(
    'reports none by the text %j',
    (text) => {
      expect(failureIn(readAnswer(text).value, 'rows')).toBeUndefined();
    },
  );

  it('may nest its errors without end', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const { value } = readAnswer(`{"errors":${deep}}`);
    expect(failureIn(value, 'rows')).toBe(value);
  });

  describe('that lists results', () => {
    it.each<[unknown, unknown]>([
      [
        [{ repositoryId: 'r', success: false, message: 'no luck' }],
        { repositoryId: 'r', success: false, message: 'no luck' },
      ],
      [
        [
          { id: 'q', success: true },
          { id: 'r', errors: ['no luck'] },
        ],
        { id: 'r', errors: ['no luck'] },
      ],
      [{ results: [true, { status: 'Failed' }] }, { status: 'Failed' }],
      [{ data: [{ planId: 'p', statusCode: 403 }] }, { planId: 'p', statusCode: 403 }],
      [[true, false], false],
    ])('reports a failure by %j, with the result that failed', (body, failed) => {
      expect(failureIn(body, 'results')).toEqual(failed);
    });

    it.each<unknown>([
      [],
      [true, null],
      [{ success: true }, { errors: [] }],
      ['0a1b2c3d-0000-4000-8000-00000000000f'],
      // The repository that was changed; its last backup failed.
      [{ id: 'r', name: 'api', isLicensed: true, status: 'Failed' }],
      { results: [{ repositoryId: 'r', success: true }] },
    ])('reports none by %j', (body) => {
      expect(failureIn(body, 'results')).toBeUndefined();
    });

    it('is no list of rows: what these say is their own', () => {
      expect(failureIn([{ success: false }], 'rows')).toBeUndefined();
      expect(failureIn({ result: [{ success: false }] }, 'rows')).toBeUndefined();
    });
  });
});
