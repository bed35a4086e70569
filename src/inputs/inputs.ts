import type { Request } from '../domain/request.ts';
import type { Credentials, HostAccess } from '../shared/credentials.ts';
import { Failure } from '../shared/failure.ts';
import type { InputSource } from '../shared/input-source.ts';
import type { ReportFile } from '../shared/report-file.ts';
import type { Redactor } from '../shared/redactor.ts';
import { INPUT_NAMES } from './names.ts';
import { parseReportFiles } from './report-file.ts';
import { parsePlans, parseRepositories, parseSelection } from './selection.ts';
import { checkTls, parseCredentials, parseServerUrl } from './server.ts';
import { checkRemoval, parseBackups, parseExclusive, parsePlanSettings, parseStateKind, stateOf } from './state.ts';
import {
  MissingSecret,
  type Mistake,
  Parsed,
  parseBoolean,
  parseChoice,
  parseInteger,
  parseOneLine,
} from './values.ts';

/** What the user asks for, checked. */
export interface Inputs {
  /** With its path prefix, if it has one. */
  readonly serverUrl: URL;
  readonly credentials: Credentials;
  readonly request: Request;
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  /** How many hours ago a plan's last run may be; undefined: any. */
  readonly maxBackupAgeHours: number | undefined;
  readonly failOnUnhealthyPlan: boolean;
  /** GitProtect is asked to synchronize before anything is selected. */
  readonly syncsFirst: boolean;
  /** How many seconds to wait for a repository that GitProtect doesn't list yet; undefined: never ask it to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
  /** How many seconds to wait for an accepted change to become visible. */
  readonly verifyTimeoutSeconds: number;
  readonly concurrency: number;
  readonly requestTimeoutSeconds: number;
  readonly retries: number;
  /** How long the run may wait in total for rate limits and before further attempts. */
  readonly rateLimitTimeoutSeconds: number;
  /** PEM texts, a certificate each, of private CAs. */
  readonly certificateAuthorities: readonly string[];
  /** How the Git host of the request is reached; undefined where none is asked. */
  readonly hostAccess: HostAccess | undefined;
  readonly failOnGap: boolean;
  /** Where the whole report goes. */
  readonly reportFiles: readonly ReportFile[];
}

/** Inputs could not be read, or not all of them. */
export class UnreadInputs extends Failure {
  /** Where a report of this goes: the files whose lines are right. */
  readonly reportFiles: readonly ReportFile[];

  constructor(title: string, message: string, remedy: string, reportFiles: readonly ReportFile[]) {
    super(title, message, remedy);
    this.reportFiles = reportFiles;
  }
}

/** One or more inputs are wrong; the message lists them all. */
export class InputError extends UnreadInputs {
  /** How many mistakes there are: a line of the message for each. */
  readonly listed: number;

  constructor(
    mistakes: readonly string[],
    hint: string | undefined,
    howToCorrect: string,
    reportFiles: readonly ReportFile[],
  ) {
    super(
      mistakes.length === 1 ? 'An input is wrong' : `${String(mistakes.length)} inputs are wrong`,
      [...mistakes, ...(hint === undefined ? [] : [hint])].join('\n'),
      howToCorrect,
      reportFiles,
    );
    this.listed = mistakes.length;
  }
}

/**
 * Reads and checks every input, each once. Secrets are masked before anything else happens.
 * @throws InputError with all mistakes at once, or UnreadInputs
 */
export async function readInputs(source: InputSource, redactor: Redactor): Promise<Inputs> {
  // Taken as it is: spaces may belong to it.
  const password = source.input('password');
  const accessToken = source.input('access-token').trim();
  for (const secret of [password, accessToken, source.input('host-token').trim()]) redactor.addSecret(secret);

  const { environment, place } = source;
  const workflowOwner = place.owner;
  const given = (name: string): string => source.input(name).trim();
  const integer = <F>(name: string, min: number, max: number, fallback: F): Parsed<number | F> =>
    new Parsed(() => parseInteger(name, given(name), min, max, fallback));
  const state = new Parsed(() => parseStateKind(given));
  // What depends on the state is judged only where that is right.
  const kind = state.or(undefined);
  const backups = new Parsed(() => parseBackups(given, kind));
  // Few steps give any: what it takes to read them is loaded where one does.
  const certificates = given('ca-certificate') === '' ? undefined : await import('./certificates.ts');
  const parsed = {
    serverUrl: new Parsed(() => parseServerUrl(given('server-url'))),
    credentials: new Parsed(() => parseCredentials(given('email'), password, accessToken)),
    organization: new Parsed(() => parseOneLine('organization', given('organization') || workflowOwner)),
    selection: new Parsed(() => parseRepositories(given, place)),
    projects: new Parsed(() => (given('project') === '' ? undefined : parseSelection('project', given('project')))),
    state,
    exclusive: new Parsed(() => parseExclusive(given, kind)),
    backups,
    removal: checkRemoval(given, kind, backups.or(undefined)),
    plans: new Parsed(() => parsePlans(source.input('plan'), kind)),
    settings: new Parsed(() => parsePlanSettings(given, kind)),
    maxRemovals: integer('max-removals', 0, 999_999, 10),
    dryRun: new Parsed(() => parseBoolean('dry-run', given('dry-run'))),
    failOnDrift: new Parsed(() => parseBoolean('fail-on-drift', given('fail-on-drift'))),
    sync: new Parsed(() => parseChoice('sync', given('sync'), ['auto', 'always', 'never'])),
    syncTimeoutSeconds: integer('sync-timeout', 0, 3600, 300),
    verifyTimeoutSeconds: integer('verify-timeout', 0, 600, 30),
    maxBackupAgeHours: integer('max-backup-age', 1, 999_999, undefined),
    failOnUnhealthyPlan: new Parsed(() => parseBoolean('fail-on-unhealthy-plan', given('fail-on-unhealthy-plan'))),
    archived: new Parsed(() => parseChoice('archived', given('archived'), ['include', 'skip'])),
    failOnGap: new Parsed(() => parseBoolean('fail-on-gap', given('fail-on-gap'))),
    concurrency: integer('concurrency', 1, 32, 8),
    requestTimeoutSeconds: integer('request-timeout', 1, 600, 30),
    retries: integer('retries', 0, 10, 4),
    rateLimitTimeoutSeconds: integer('rate-limit-timeout', 0, 21_600, 900),
    certificateAuthorities: new Parsed(() => certificates?.parseCertificates(given('ca-certificate')) ?? []),
    tls: new Parsed(() => {
      checkTls(environment);
    }),
  };
  const reports = parseReportFiles(given('report-file'), place.workspace);
  if (source.unread !== undefined) {
    const { title, message, remedy } = source.unread;
    throw new UnreadInputs(title, message, remedy, reports.files);
  }
  const skipsArchived = parsed.archived.or('include') === 'skip';
  const failOnGap = parsed.failOnGap.or(false);
  const asksHost = skipsArchived || failOnGap || HOST_INPUTS.some((name) => given(name) !== '');
  const host = asksHost
    ? (await import('./host.ts')).parseHost(given, { state: kind, skipsArchived, failOnGap }, place.servers)
    : undefined;
  const mistakes = [
    ...Object.values(parsed).flatMap((each) => each.mistakes),
    ...reports.mistakes,
    ...(host?.mistakes ?? []),
  ];
  const toldOf = (mistake: Mistake): readonly string[] =>
    mistake instanceof MissingSecret
      ? source.missingSecrets(mistake.names, mistake.message)
      : source.mistake(mistake.message);
  const told = [...source.mistakes(INPUT_NAMES), ...mistakes.flatMap(toldOf)];
  if (told.length > 0) {
    const isSecretMissing = mistakes.some((each) => each instanceof MissingSecret && toldOf(each).length > 0);
    throw new InputError(
      told,
      isSecretMissing ? await place.missingSecretHint?.() : undefined,
      source.howToCorrect,
      reports.files,
    );
  }

  const dryRun = parsed.dryRun.value;
  const hostInputs = host?.inputs();
  // A dry run changes nothing, not even GitProtect's list of repositories; and what isn't listed is absent already.
  const maySync = !dryRun && parsed.state.value === 'present';
  return {
    serverUrl: parsed.serverUrl.value,
    credentials: parsed.credentials.value,
    request: {
      organization: parsed.organization.value,
      selection: parsed.selection.value,
      projects: parsed.projects.value,
      state: stateOf(parsed.state.value, parsed.exclusive.value, parsed.backups.value),
      plans: parsed.plans.value,
      settings: parsed.settings.value,
      maxRemovals: parsed.maxRemovals.value,
      workflowOwner: workflowOwner === '' ? undefined : workflowOwner,
      host: hostInputs?.host,
    },
    dryRun,
    failOnDrift: parsed.failOnDrift.value,
    maxBackupAgeHours: parsed.maxBackupAgeHours.value,
    failOnUnhealthyPlan: parsed.failOnUnhealthyPlan.value,
    syncsFirst: parsed.sync.value === 'always' && maySync,
    syncTimeoutSeconds: parsed.sync.value !== 'never' && maySync ? parsed.syncTimeoutSeconds.value : undefined,
    verifyTimeoutSeconds: parsed.verifyTimeoutSeconds.value,
    concurrency: parsed.concurrency.value,
    requestTimeoutSeconds: parsed.requestTimeoutSeconds.value,
    retries: parsed.retries.value,
    rateLimitTimeoutSeconds: parsed.rateLimitTimeoutSeconds.value,
    certificateAuthorities: parsed.certificateAuthorities.value,
    hostAccess: hostInputs?.access,
    failOnGap,
    reportFiles: reports.files,
  };
}

const HOST_INPUTS = ['host', 'host-url', 'host-owner', 'host-token'];
