import type { HttpResponse } from '../http/request.ts';
import type { Transport } from '../http/transport.ts';
import { parseErrorResponse } from '../http/error-response.ts';
import { describeAttempt, HttpFailure } from '../http/failure.ts';
import type { Credentials } from '../shared/credentials.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Redactor } from '../shared/redactor.ts';
import { type Call, callOf } from './calls.ts';
import { ifSignInRejected, type InvalidResponseError, invalidResponse, UnauthorizedError } from './errors.ts';
import { failureIn } from '../http/reported-failure.ts';
import { type Answer, jsonOf, NoTokenError, parseAccessToken, readAnswer, ShapeError } from './parsers.ts';

/**
 * Sends calls with an access token. The token is fetched when it is first needed and, where there is a password, once
 * more when the server stops accepting it during the run: one sign-in for all the calls that meet the 401 at once.
 */
export class Session {
  readonly transport: Transport;
  readonly #credentials: Credentials;
  readonly #redactor: Redactor;
  #token: Promise<string> | undefined;
  #isRenewed = false;

  constructor(transport: Transport, credentials: Credentials, redactor: Redactor) {
    this.transport = transport;
    this.#credentials = credentials;
    this.#redactor = redactor;
  }

  /** [doc] `POST /account/login`, unless there is a token already. A rejected sign-in is never repeated. */
  async signIn(): Promise<void> {
    this.#token ??= this.#fetchToken();
    await this.#token;
  }

  /**
   * Sends a call with the token, and returns what a 2xx holds. What must not be repeated is not, after a 401 either.
   * @throws ServiceError; with `earlier` where the caller may send it again
   */
  async call(call: Call): Promise<Answer> {
    let rejected: UnauthorizedError | undefined;
    let { earlier } = call;
    for (;;) {
      const token = (this.#token ??= this.#fetchToken());
      const mayHaveApplied = rejected?.mayHaveApplied ?? false;
      const accessToken = await token.catch((error: unknown) => {
        // What goes wrong with a second sign-in does not say that the call may have been carried out before it.
        throw mayHaveApplied ? rejected : error;
      });
      try {
        const headers = { authorization: `Bearer ${accessToken}` };
        const response = await this.transport.send({ ...call, method: 'POST', headers, earlier });
        return this.#answerOf(response, call);
      } catch (thrown) {
        const { serviceError } = await import('./service-error.ts');
        const hasSignedIn = this.#credentials.kind === 'password';
        const error = serviceError(thrown, call, { hasSignedIn });
        if (!(error instanceof UnauthorizedError) || call.repeated === 'never' || !this.#hasNewerToken(token))
          throw error;
        earlier = { attempts: call.earlier?.attempts ?? 0, mayHaveApplied: error.mayHaveApplied };
        if (call.repeated !== 'by-itself') throw serviceError(thrown, call, { earlier, hasSignedIn });
        rejected = error;
      }
    }
  }

  /** The error of a response that can't be what the API gives. */
  invalid(call: Call, what: string, remedy?: string): InvalidResponseError {
    return invalidResponse(call, this.transport.urlOf(call), this.#redactor.redact(what), remedy);
  }

  /** After a token was rejected: whether another one is there already, or can be fetched by a second sign-in. */
  #hasNewerToken(rejected: Promise<string>): boolean {
    if (this.#token !== rejected) return true;
    if (this.#isRenewed || this.#credentials.kind === 'token') return false;
    this.#isRenewed = true;
    this.#token = undefined;
    return true;
  }

  async #fetchToken(): Promise<string> {
    if (this.#credentials.kind === 'token') return this.#credentials.token;
    const { email, password, oddity } = this.#credentials;
    const body = { email, password, rememberMe: false };
    const call = callOf({
      path: 'account/login',
      about: 'sign-in',
      purpose: 'sign in',
      refused: 'sign in',
      body,
      ifRejected: ifSignInRejected(oddity),
    });
    let message = '';
    try {
      const request = { ...call, method: 'POST', isFirst: true } as const;
      let response = await this.transport.send(request);
      let answer = this.#answerOf(response, call);
      if (answer.kind === 'text') {
        // Repeated only where nothing can be read: the account was not rejected.
        response = await this.transport.send(request);
        answer = this.#answerOf(response, call);
      }
      message = messageIn(response, this.#redactor);
      const token = parseAccessToken(jsonOf(answer));
      this.#redactor.addSecret(token);
      return token;
    } catch (thrown) {
      const { noAccessToken, serviceError } = await import('./service-error.ts');
      if (thrown instanceof NoTokenError) {
        const what = message === '' ? thrown.message : `${thrown.message}, and says: ${message}`;
        throw noAccessToken(call, this.transport.urlOf(call), what);
      }
      throw thrown instanceof ShapeError
        ? this.invalid(call, thrown.message)
        : serviceError(thrown, call, { hasSignedIn: this.#isRenewed });
    }
  }

  #answerOf(response: HttpResponse, call: Call): Answer {
    const { status, body, mayHaveAppliedBefore = false } = response;
    // No JSON begins so: it is a page, or a part of one.
    if (/^\s*</.test(body)) throw this.invalid(call, `HTTP ${String(status)} with a web page instead of JSON`);
    const answer = readAnswer(body);
    const failure = failureIn(answer.value, call.answer);
    if (failure === undefined) return answer;
    const isPart = failure !== answer.value;
    const said = parseErrorResponse(response, this.#redactor, isPart ? failure : undefined);
    const what = ['', 'false'].includes(said.message) ? 'the answer says that the request failed' : said.message;
    const cause = { kind: 'status', response: { ...said, message: what } } as const;
    const message = describeAttempt({ ...call, method: 'POST' }, cause, this.transport.urlOf(call).href);
    // Where one of several failed, the others may have been changed.
    throw new HttpFailure(message, cause, { mayHaveApplied: isPart || mayHaveAppliedBefore });
  }
}

/** What an object says to a person; anything else may be a token. */
function messageIn(response: HttpResponse, redactor: Redactor): string {
  return JsonObject.parse(response.body) === undefined ? '' : parseErrorResponse(response, redactor).message;
}
