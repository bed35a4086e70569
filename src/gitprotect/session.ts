import { Failure } from '../failure.ts';
import type { Secrets } from '../secrets.ts';
import type { Call, Connection } from './connection.ts';
import { UnauthorizedError } from './errors.ts';

/** How the run proves who it is: by signing in, or by a token from an earlier sign-in. */
export type Credentials =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

/** Gets a token from a sign-in, for example `GitProtect.signIn`. */
export type SignIn = (email: string, password: string) => Promise<string>;

/**
 * Sends calls with an access token. The token is fetched when it is first needed and, where there is a password, once
 * more when the server stops accepting it in mid-run: one sign-in for all the calls that meet the 401 at once.
 */
export class Session {
  readonly #connection: Connection;
  readonly #credentials: Credentials;
  readonly #signIn: SignIn;
  readonly #secrets: Secrets;
  #token: Promise<string> | undefined;
  #renewed = false;

  constructor(connection: Connection, credentials: Credentials, signIn: SignIn, secrets: Secrets) {
    this.#connection = connection;
    this.#credentials = credentials;
    this.#signIn = signIn;
    this.#secrets = secrets;
  }

  /** Makes sure that there is a token; the first call would do it as well. */
  async open(): Promise<void> {
    this.#token ??= this.#fetchToken();
    await this.#token;
  }

  /** Sends a call with the token; returns the text of a 2xx. @throws one of the classes in `errors.ts` */
  async send(call: Call): Promise<string> {
    const used = (this.#token ??= this.#fetchToken());
    try {
      return await this.#connection.send(call, await used);
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      return await this.#sendAgain(call, used, error);
    }
  }

  async #sendAgain(call: Call, rejected: Promise<string>, first: UnauthorizedError): Promise<string> {
    const token = await this.#tokenAfter(rejected, first);
    try {
      return await this.#connection.send(call, token);
    } catch (error) {
      if (error instanceof Failure) error.inDoubt ||= first.inDoubt;
      throw error;
    }
  }

  /** The token to try after one was rejected: a newer one that is there already, or one from a second sign-in. */
  #tokenAfter(rejected: Promise<string>, error: UnauthorizedError): Promise<string> {
    if (this.#token !== undefined && this.#token !== rejected) return this.#token;
    if (this.#renewed || this.#credentials.kind === 'token') throw error;
    this.#renewed = true;
    this.#token = this.#fetchToken();
    return this.#token;
  }

  async #fetchToken(): Promise<string> {
    if (this.#credentials.kind === 'token') return this.#credentials.token;
    const token = await this.#signIn(this.#credentials.email, this.#credentials.password);
    this.#secrets.keep(token);
    return token;
  }
}
