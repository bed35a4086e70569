import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll } from '@jest/globals';
import type { Repository } from '../../src/domain/model.ts';
import { callOf } from '../../src/gitprotect/calls.ts';
import { PagedList } from '../../src/gitprotect/pages.ts';
import { parseRepository } from '../../src/gitprotect/parsers.ts';
import { Session } from '../../src/gitprotect/session.ts';
import { Transport } from '../../src/http/transport.ts';
import { JsonObject } from '../../src/shared/json-object.ts';
import { Redactor } from '../../src/shared/redactor.ts';
import { FakeClock } from './fake-clock.ts';

/** What a server answers when it is asked for a page of at most so many rows; what is thrown becomes a 400. */
export type AnswerPage = (page: number, limit: number) => unknown;

/**
 * A real HTTP server that answers as a test says, whatever that is, where the simulator answers as GitProtect would.
 * It lives as long as the test file.
 *
 * @returns makes a list of repositories from what the server answers
 */
export function pageServer(): (answer: AnswerPage, maxPages?: number) => PagedList<Repository> {
  let answerPage: AnswerPage = () => [];
  let session: Session | undefined;
  const clock = new FakeClock();
  const log = { info: () => undefined, debug: () => undefined };

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const asked = JsonObject.parse(body);
      try {
        response.end(JSON.stringify(answerPage(asked?.number('page') ?? NaN, asked?.number('limit') ?? NaN)));
      } catch (error) {
        response.writeHead(400).end(String(error));
      }
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A TCP server's address is an object; a string is a pipe's.
    const { port } = server.address() as AddressInfo;
    const redactor = new Redactor(() => undefined);
    const transport = new Transport({
      baseUrl: new URL(`http://127.0.0.1:${String(port)}`),
      requestTimeoutSeconds: 5,
      concurrency: 8,
      retries: 0,
      rateLimitTimeoutSeconds: 0,
      random: () => 0,
      cancelled: new AbortController().signal,
      clock,
      redactor,
      log,
    });
    session = new Session(transport, { kind: 'token', token: 'a-token' }, redactor);
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  return (answer, maxPages) => {
    if (session === undefined) throw new Error('the server is not started yet');
    answerPage = answer;
    const call = callOf({
      path: 'git/repositories/getmany',
      purpose: 'list the repositories',
      body: { id: 'acme' },
      refused: 'list the repositories',
    });
    return new PagedList(session, call, parseRepository, clock, log, maxPages);
  };
}
