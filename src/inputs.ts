import { getInput } from '@actions/core';
import { Failure } from './failure.ts';
import { Fields } from './fields.ts';
import type { Credentials } from './gitprotect/session.ts';
import { readCertificates, readReportFile, type ReportFile } from './input-files.ts';
import { linesOf, Mistake } from './input-text.ts';
import type { Selection } from './protection/select.ts';
import type { Secrets } from './secrets.ts';
import { readSelection } from './selection-input.ts';

/** What the workflow asks for, checked. */
export interface Inputs {
  /** With its path prefix, if it has one. */
  readonly serverUrl: URL;
  readonly credentials: Credentials;
  /** Name or ID. */
  readonly organization: string;
  readonly selection: Selection;
  /** Names or IDs, one or more, each once. */
  readonly plans: readonly string[];
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  /** How many seconds to wait for a repository that GitProtect doesn't list yet; undefined: never ask it to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
  /** Requests at a time. */
  readonly concurrency: number;
  readonly requestTimeoutSeconds: number;
  readonly retries: number;
  /** PEM texts, a certificate each, of private CAs. */
  readonly certificateAuthorities: readonly string[];
  /** Where the whole report goes; undefined: nowhere. */
  readonly reportFile: ReportFile | undefined;
}

/** One or more inputs are wrong; the message lists them all. */
export class InputError extends Failure {
  /** Where a report of this goes, if that input is right. */
  readonly reportFile: ReportFile | undefined;

  constructor(mistakes: readonly string[], reportFile?: ReportFile) {
    super(
      mistakes.length === 1 ? 'An input is wrong' : `${String(mistakes.length)} inputs are wrong`,
      mistakes.join('\n'),
      "Correct the step's inputs (under with: in the workflow) and run it again. Nothing was sent to GitProtect.",
    );
    this.reportFile = reportFile;
  }
}

/**
 * Reads and checks every input. Secrets are masked before anything else happens.
 *
 * @throws InputError with all mistakes at once
 */
export async function readInputs(secrets: Secrets, environment: NodeJS.ProcessEnv): Promise<Inputs> {
  const password = getInput('password', { trimWhitespace: false });
  const accessToken = getInput('access-token');
  secrets.keep(password);
  secrets.keep(accessToken);

  const readers = {
    serverUrl: () => readServerUrl(getInput('server-url')),
    credentials: () => readCredentials(getInput('email'), password, accessToken),
    organization: () => readOneLine('organization', getInput('organization')),
    selection: () => readSelection(getInput('repository'), environment['GITHUB_REPOSITORY'] ?? ''),
    plans: () => readPlans(getInput('plan')),
    dryRun: () => readBoolean('dry-run', 'false'),
    failOnDrift: () => readBoolean('fail-on-drift', 'false'),
    sync: () => readChoice('sync', ['auto', 'never'], 'auto'),
    syncTimeoutSeconds: () => readInteger('sync-timeout', 0, 3600, '300'),
    concurrency: () => readInteger('concurrency', 1, 32, '8'),
    requestTimeoutSeconds: () => readInteger('request-timeout', 1, 600, '30'),
    retries: () => readInteger('retries', 0, 10, '4'),
    certificateAuthorities: () => readCertificates(getInput('ca-certificate')),
    reportFile: () => readReportFile(getInput('report-file'), environment['GITHUB_WORKSPACE'] ?? ''),
  };
  const mistakes = [...Object.values(readers).flatMap(mistakesOf), ...mistakesInTls(environment)];
  if (mistakes.length > 0) {
    const reportFile = mistakesOf(readers.reportFile).length === 0 ? readers.reportFile() : undefined;
    throw new InputError([...mistakes, ...(await likelyCause(mistakes))], reportFile);
  }

  const dryRun = readers.dryRun();
  return {
    serverUrl: readers.serverUrl(),
    credentials: readers.credentials(),
    organization: readers.organization(),
    selection: readers.selection(),
    plans: readers.plans(),
    dryRun,
    failOnDrift: readers.failOnDrift(),
    // A dry run changes nothing, not even GitProtect's list of repositories.
    syncTimeoutSeconds: readers.sync() === 'auto' && !dryRun ? readers.syncTimeoutSeconds() : undefined,
    concurrency: readers.concurrency(),
    requestTimeoutSeconds: readers.requestTimeoutSeconds(),
    retries: readers.retries(),
    certificateAuthorities: readers.certificateAuthorities(),
    reportFile: readers.reportFile(),
  };
}

function mistakesOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof Mistake) return [error.message];
    throw error;
  }
}

function readServerUrl(given: string): URL {
  if (given === '')
    throw new Mistake(
      'server-url is empty: give the address of the Management Service, as https://gitprotect.example.com',
    );
  // An address with credentials in it is a secret.
  const echoed = given.includes('@') ? '' : `'${given}' `;
  if (!URL.canParse(given))
    throw new Mistake(`server-url ${echoed}is not a URL: write it as https://host, with port and path if it has them`);
  const url = new URL(given);
  if (url.username !== '' || url.password !== '')
    throw new Mistake('server-url holds a user name or password: give them in email and password');
  if (/[?#]/.test(given)) throw new Mistake(`server-url '${url.origin}…' holds a query or fragment: leave it out`);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new Mistake(
    `server-url ${echoed}is not https: plain http would show the password to the network, and is taken for a loopback host only`,
  );
}

/** Those that every system keeps to itself; a name below localhost may be looked up elsewhere. */
function isLoopback(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
}

function readCredentials(email: string, password: string, token: string): Credentials {
  if (token !== '') {
    if (email !== '' || password !== '')
      throw new Mistake('access-token and email/password are both given: give one way to sign in, not both');
    if (/[^\x21-\x7e]/.test(token)) throw new Mistake('access-token holds spaces or line breaks: give the token alone');
    return { kind: 'token', token };
  }
  if (email === '' && password === '')
    throw new Mistake(
      'email and password are empty, and so is access-token: are the secrets available to this workflow?',
    );
  if (email === '') throw new Mistake('email is empty: is the secret available to this workflow?');
  if (password === '') throw new Mistake('password is empty: is the secret available to this workflow?');
  return { kind: 'password', email, password };
}

/** A name or ID. @throws Mistake */
function readOneLine(name: string, given: string): string {
  if (given === '') throw new Mistake(`${name} is empty: give its name or ID, as GitProtect lists it`);
  if (/[\r\n]/.test(given)) throw new Mistake(`${name} holds several lines: give one name or ID`);
  return given;
}

function readPlans(given: string): readonly string[] {
  const named = linesOf(given);
  if (named.length === 0) throw new Mistake('plan is empty: give the name or ID of a backup plan, several one a line');
  return named;
}

/** The values of YAML 1.2's core schema, as in `@actions/core`. */
function readBoolean(name: string, fallback: string): boolean {
  const given = getInput(name) || fallback;
  if (/^(true|True|TRUE)$/.test(given)) return true;
  if (/^(false|False|FALSE)$/.test(given)) return false;
  throw new Mistake(`${name} is '${given}': it takes true or false`);
}

function readInteger(name: string, least: number, most: number, fallback: string): number {
  const given = getInput(name) || fallback;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  throw new Mistake(`${name} is '${given}': it takes a whole number from ${String(least)} to ${String(most)}`);
}

function readChoice(name: string, choices: readonly string[], fallback: string): string {
  const given = getInput(name) || fallback;
  if (choices.includes(given)) return given;
  throw new Mistake(`${name} is '${given}': it takes ${choices.join(' or ')}`);
}

/** Node's own switch would send the password to anyone: there is no way to turn certificate checks off here. */
function mistakesInTls(environment: NodeJS.ProcessEnv): readonly string[] {
  return environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
    ? [
        'NODE_TLS_REJECT_UNAUTHORIZED=0 turns certificate checks off: remove it, and for a private CA give ca-certificate',
      ]
    : [];
}

/** Why secrets may be missing, where the event tells. Loaded only here: it costs start-up time. */
async function likelyCause(mistakes: readonly string[]): Promise<readonly string[]> {
  if (!mistakes.some((mistake) => mistake.includes('secret'))) return [];
  const context = await eventContext();
  if (context === undefined) return [];
  const pullRequest = Fields.of(context.payload)?.fields('pull_request');
  if (pullRequest?.fields('head')?.fields('repo')?.boolean('fork') === true)
    return ["Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets."];
  if (context.actor === 'dependabot[bot]')
    return ['Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.'];
  return [];
}

/** What GitHub says of the run; undefined where it can't be read: this is a hint, and must not hide the mistakes. */
async function eventContext(): Promise<{ readonly payload: object; readonly actor: string } | undefined> {
  try {
    return (await import('@actions/github')).context;
  } catch {
    return undefined;
  }
}
