import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { failureOf } from '../support/failure.ts';
import { clientOf, serve, smallWorld, type TestClient } from '../support/service.ts';

const ORGANIZATIONS = 'git/organizations/getmany';
const PASSWORD = 'p"ss w&rd/of+the%account';
const account = { email: 'backup@acme.example', password: PASSWORD, roles: ['System Administrator' as const] };

/** Forms in which a server may echo a secret. */
const FORMS: readonly [string, (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['within JSON', (secret) => JSON.stringify(JSON.stringify({ secret }))],
  ['URL-encoded', (secret) => encodeURIComponent(secret)],
  ['in Base64', (secret) => Buffer.from(secret).toString('base64')],
  ['in Base64 after other text', (secret) => Buffer.from(`user:${secret}:`).toString('base64')],
];

/** Where the echo stands in an answer. */
const PLACES: readonly [string, (echo: string) => Fault][] = [
  ['a message', (echo) => ({ kind: 'answer', status: 400, body: JSON.stringify({ message: `no user ${echo}` }) })],
  ['plain text', (echo) => ({ kind: 'answer', status: 409, body: echo })],
  ["a page's title", (echo) => ({ kind: 'answer', status: 404, body: `<html><title>${echo}</title></html>` })],
  ['a request ID', (echo) => ({ kind: 'answer', status: 403, headers: { 'x-request-id': echo } })],
  ["a redirect's address", (echo) => ({ kind: 'answer', status: 302, headers: { location: `/?who=${echo}` } })],
];

const ECHOES = PLACES.flatMap(([place, faultWith]) => FORMS.map(([form, echo]) => ({ place, faultWith, form, echo })));

/** Everything of a secret that may be left of it in a text is fewer than so many characters in a row. */
const LONGEST_TRACE = 6;

function expectNoTrace(text: string, secret: string): void {
  for (const [, form] of FORMS.filter(([name]) => !name.includes('after'))) {
    const whole = form(secret);
    for (let at = 0; at + LONGEST_TRACE <= whole.length; at++)
      expect(text).not.toContain(whole.slice(at, at + LONGEST_TRACE));
  }
}

async function clientThatMeets(fault: Fault, occurrence: number | 'every'): Promise<TestClient> {
  const { world } = smallWorld({ account });
  const faults = [{ endpoint: ORGANIZATIONS, occurrence, fault }];
  const client = clientOf(await serve(world, { faults }));
  client.redactor.addSecret(PASSWORD);
  return client;
}

describe('the password that a server echoes', () => {
  it.each(ECHOES)('is cut out of the error: $form, in $place', async ({ faultWith, echo }) => {
    const { service } = await clientThatMeets(faultWith(echo(PASSWORD)), 'every');

    const failure = await failureOf(service.organizations().read());

    expect(failure.message).toContain('***');
    expect(failure.message).not.toContain(echo(PASSWORD));
    expect(failure.message).not.toContain(PASSWORD);
  });

  it.each(FORMS)('is cut out of the lines on further attempts: %s', async (_, echo) => {
    const fault: Fault = { kind: 'answer', status: 503, body: JSON.stringify({ message: echo(PASSWORD) }) };
    const { service, lines } = await clientThatMeets(fault, 1);

    await service.organizations().read();

    expect(lines.info.join('\n')).toContain('HTTP 503');
    expect([...lines.info, ...lines.debug].join('\n')).not.toContain(echo(PASSWORD));
    expect(lines.info.join('\n')).toContain('***');
  });

  it.each([1, 5, 12, PASSWORD.length - 1])(
    'leaves no trace when the text is cut %i characters into it',
    async (cut) => {
      const fault: Fault = { kind: 'answer', status: 400, body: `${'-'.repeat(500 - cut)}${PASSWORD}` };
      const { service } = await clientThatMeets(fault, 'every');

      const failure = await failureOf(service.organizations().read());

      expectNoTrace(failure.message, PASSWORD);
    },
  );

  it('is cut out of the names of fields in an answer of another shape', async () => {
    const fault: Fault = { kind: 'answer', status: 200, body: JSON.stringify({ [PASSWORD]: 'is wrong' }) };
    const { service } = await clientThatMeets(fault, 'every');

    const failure = await failureOf(service.organizations().read());

    expectNoTrace(failure.message, PASSWORD);
  });
});

describe('the token that a server echoes', () => {
  it('is cut out of the error as soon as it is known', async () => {
    const { world } = smallWorld({ account });
    const token = world.issueToken();
    const signIn: Fault = { kind: 'answer', status: 200, body: JSON.stringify({ accessToken: token }) };
    const echo: Fault = { kind: 'answer', status: 400, body: JSON.stringify({ detail: `Bearer ${token} is bad` }) };
    const simulator = await serve(world, {
      faults: [
        { endpoint: 'account/login', occurrence: 1, fault: signIn },
        { endpoint: ORGANIZATIONS, occurrence: 1, fault: echo },
      ],
    });

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure.message).toContain('HTTP 400: Bearer *** is bad');
    expectNoTrace(failure.message, token);
  });
});
