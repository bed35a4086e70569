import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IncomingHttpHeaders } from 'node:http';
import { type ErrorResponse, looksLikeHtml, parseErrorResponse } from '../../../src/http/error-response.ts';
import { Redactor } from '../../../src/shared/redactor.ts';

function responseOf(
  status: number,
  headers: IncomingHttpHeaders,
  body: string,
  redactor = new Redactor(() => undefined),
): ErrorResponse {
  return parseErrorResponse({ status, headers, body }, redactor);
}

function messageOf(body: unknown): string {
  return responseOf(400, {}, typeof body === 'string' ? body : JSON.stringify(body)).message;
}

describe('what the server says in an error', () => {
  it.each([
    ['a message', { message: 'no license is free' }, 'no license is free'],
    ['a message in PascalCase', { Message: 'no license is free' }, 'no license is free'],
    ['problem details: the detail before the title', { title: 'Bad Request', detail: 'plan is full' }, 'plan is full'],
    ['problem details without a detail', { title: 'Bad Request', status: 400 }, 'Bad Request'],
    ['an empty detail', { title: 'Bad Request', detail: '' }, 'Bad Request'],
    ['an error object: the message before the code', { error: { code: 'E7', message: 'gone' } }, 'gone'],
    ['an error object with a code alone', { error: { code: 'E7' } }, 'E7'],
    ['an error as a text', { error: 'locked' }, 'locked'],
    ['an OAuth error', { error: 'invalid_grant', error_description: 'account is locked' }, 'account is locked'],
    ['errors that are a text', { title: 'Bad Request', errors: 'no luck' }, 'no luck'],
    [
      'errors with an errorMessage',
      { errors: [{ code: 7, errorMessage: 'no luck' }, { reason: 'full' }] },
      'no luck; full',
    ],
    ['a list of messages', { messages: ['no luck', { text: 'full' }] }, 'no luck; full'],
    ['a list under error', { error: [{ description: 'no luck' }] }, 'no luck'],
    ['an errorMessage', { message: '', errorMessage: 'no luck' }, 'no luck'],
    ['a reason', { reason: 'no luck' }, 'no luck'],
    ['an error object with a reason', { error: { code: 7, reason: 'no luck' } }, 'no luck'],
    ['an envelope of data', { message: 'OK', data: { success: false, message: 'no luck' } }, 'no luck'],
    ['an envelope of result', { success: false, result: { message: 'no luck' } }, 'no luck'],
    ['errors in an envelope', { message: 'See errors', data: { errors: { Ids: ['no luck'] } } }, 'Ids: no luck'],
    ['what failed', { failed: [{ id: 'x', message: 'no luck' }] }, 'no luck'],
    ['an envelope without a text', { message: 'no luck', data: { title: 'api', id: 1 } }, 'no luck'],
    ['plain text', '  plan not found \n', 'plan not found'],
    ['a JSON text', '"plan is \\u0022full\\u0022"', 'plan is "full"'],
    ['nothing', '', ''],
    ['an object without a text', { status: 500 }, ''],
    ['a JSON list', '[1]', '[1]'],
  ])('is read from %s', (_, body, message) => {
    expect(messageOf(body)).toBe(message);
  });

  it('gives each field that validation refused, before everything general', () => {
    const message = messageOf({
      title: 'One or more validation errors occurred.',
      detail: 'See errors.',
      errors: { planid: ['is required.', 'must be a GUID.'], Ids: 'is empty.' },
    });
    expect(message).toContain('planid: is required. must be a GUID.');
    expect(message).toContain('Ids: is empty.');
    expect(message).not.toContain('validation errors');
  });

  it.each([null, [], 7])('names a field that validation refused without a word: %j', (said) => {
    expect(messageOf({ errors: { planid: said } })).toContain('planid');
  });

  it('does not take an empty list of validation errors for a message', () => {
    expect(messageOf({ title: 'Bad Request', errors: {} })).toBe('Bad Request');
  });

  it.each([
    ['<!DOCTYPE html><html><head><title> 502 Bad Gateway </title></head><body>…', "'502 Bad Gateway'"],
    ['<html><title>R&amp;D &lt;&#228;&gt; &quot;&apos; &x;</title>', `'R&D <ä> "' &x;'`],
    ['\n<html><TITLE lang="en">Sign in</TITLE>', "'Sign in'"],
  ])('is the title of an HTML page', (body, title) => {
    expect(messageOf(body)).toContain(title);
    expect(messageOf(body)).not.toMatch(/<(html|title|body)/i);
  });

  it.each(['<html><body>oops</body></html>', '<html><title></title>'])('names a page without a title: %s', (body) => {
    expect(messageOf(body)).toContain('HTML');
    expect(messageOf(body)).not.toContain('oops');
  });

  it('is cut when it is long, in every part', () => {
    const long = 'x'.repeat(600);
    const response = responseOf(500, { location: long }, JSON.stringify({ message: long, requestId: long }));
    for (const text of [response.message, response.requestId, response.location]) {
      expect(text).toMatch(/^x+…$/);
      expect(text).toHaveLength(501);
    }
    expect(messageOf('x'.repeat(500))).toBe('x'.repeat(500));
  });

  it('holds no secret, not even half of one where it is cut', () => {
    const redactor = new Redactor(() => undefined);
    redactor.addSecret('hunter2000');
    for (const before of ['', 'x'.repeat(495)]) {
      const said = `${before}hunter2000`;
      const response = responseOf(400, { location: said }, JSON.stringify({ message: said, traceId: said }), redactor);
      // Its headers stay as they came: they are read, never shown.
      expect(JSON.stringify({ ...response, headers: {} })).not.toContain('hunt');
      expect(response.message).toContain('***');
    }
  });

  it('is read from any body without a failure', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 300, max: 599 }), (body, status) => {
        const response = responseOf(status, {}, body);
        expect(response.status).toBe(status);
        expect(response.message.length).toBeLessThanOrEqual(501);
      }),
    );
  });
});

describe('the request ID and the location of an error', () => {
  it.each([
    ['error details', {}, { error: { message: 'no', details: { request_id: 'r1' } } }, 'r1'],
    ['a field', {}, { requestId: 'r1' }, 'r1'],
    ["problem details' trace", {}, { traceId: 'r1' }, 'r1'],
    ['a header', { 'x-request-id': 'r1' }, {}, 'r1'],
    ['another header', { 'request-id': 'r1' }, {}, 'r1'],
    ['the correlation header', { 'x-correlation-id': 'r1' }, {}, 'r1'],
    ['the body before the headers', { 'x-request-id': 'r2' }, { traceId: 'r1' }, 'r1'],
    ['a header beside plain text', { 'x-request-id': 'r1' }, 'no', 'r1'],
    ['nowhere', {}, { message: 'no' }, undefined],
  ])('are read from %s', (_, headers, body, requestId) => {
    expect(responseOf(500, headers, JSON.stringify(body)).requestId).toBe(requestId);
  });

  it('has the address that a redirect points to', () => {
    expect(responseOf(302, { location: 'https://elsewhere.test/' }, '').location).toBe('https://elsewhere.test/');
    expect(responseOf(302, {}, '').location).toBeUndefined();
  });
});

describe('a web page', () => {
  it.each([
    '<!doctype html>',
    '\r\n <HTML lang="en">',
    '\uFEFF<html>',
    '<!-- proxy --><html>',
    '<?xml version="1.0"?>',
  ])('is recognized: %j', (body) => {
    expect(looksLikeHtml(body)).toBe(true);
  });

  it.each(['', '{"a":"<html>"}', 'see <html>', '[]'])('is not taken from %j', (body) => {
    expect(looksLikeHtml(body)).toBe(false);
  });
});
