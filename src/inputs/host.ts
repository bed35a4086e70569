import { type HostKind, HOSTS } from '../domain/inventory.ts';
import type { HostRequest } from '../domain/request.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { JobServer } from '../shared/input-source.ts';
import { shortened } from '../shared/text.ts';
import { parseAddress } from './server.ts';
import { MissingSecret, Mistake, Parsed, parseChoice } from './values.ts';

/*
 * The inputs about a Git host: loaded by import(), where one of them is given.
 */

/** Which host is asked, and how it is reached. */
interface HostInputs {
  readonly host: HostRequest;
  readonly access: HostAccess;
}

/** What the other inputs mean for these; undefined where they are wrong themselves. */
interface OtherInputs {
  readonly state: string | undefined;
  readonly skipsArchived: boolean;
  readonly failOnGap: boolean;
}

/**
 * @param given an input's text, without blanks around it
 * @param servers the job's Git hosts
 * @returns the mistakes of each input, and what they mean together where there are none
 */
export function parseHost(
  given: (name: string) => string,
  { state, skipsArchived, failOnGap }: OtherInputs,
  servers: readonly JobServer[],
): { readonly mistakes: readonly Mistake[]; readonly inputs: () => HostInputs | undefined } {
  if (given('host') === '') return { mistakes: withoutHost(given, skipsArchived, failOnGap), inputs: () => undefined };
  const kind = new Parsed(() => parseChoice('host', given('host'), HOSTS));
  const parsed = {
    kind,
    // Of a host that is wrong itself no address is missed.
    url: new Parsed(() => parseHostUrl(given('host-url'), kind.or('github'), kind.mistakes.length > 0 ? [] : servers)),
    token: new Parsed(() => parseToken(given('host-token'))),
    owner: new Parsed(() => (given('host-owner') === '' ? undefined : parseOwner(given('host-owner')))),
    state: new Parsed(() => {
      if (state !== undefined && state !== 'present')
        throw new Mistake(`host is given with state: ${state}: it is for state: present only`);
    }),
  };
  return {
    mistakes: Object.values(parsed).flatMap(({ mistakes }) => mistakes),
    inputs: () => ({
      host: { kind: parsed.kind.value, owner: parsed.owner.value, skipsArchived },
      access: {
        url: parsed.url.value,
        token: parsed.token.value,
        ...(given('host-url') === '' && servers.length === 0 ? { isAssumed: true } : {}),
      },
    }),
  };
}

/** Where the API of each host's public service is. */
const PUBLIC_APIS: Readonly<Record<HostKind, string>> = {
  github: 'https://api.github.com',
  gitlab: 'https://gitlab.com',
  'azure-devops': 'https://dev.azure.com',
  bitbucket: 'https://api.bitbucket.org',
  'git.dev': 'https://api.git.dev/v2',
};

/**
 * Where the host's API is. The token goes there, so no server is guessed: without an address it is the job's own server
 * where that is such a host, otherwise the public service, unless one of the job's servers is not public. Whoever has one
 * server of their own may well have another.
 * @throws Mistake
 */
export function parseHostUrl(given: string, kind: HostKind, servers: readonly JobServer[]): URL {
  if (given !== '') return parseAddress('host-url', given);
  const own = servers.find(({ host }) => host === kind);
  if (own?.api !== undefined) return parseAddress(own.variable, own.api);
  const unlike = own ?? servers.find((server) => !isPublic(server));
  if (unlike === undefined) return new URL(PUBLIC_APIS[kind]);
  throw new Mistake(
    `host-url is empty, and ${whyNotPublic(unlike)}: give the address of the API that host-token is for (${PUBLIC_APIS[kind]} for the public service)`,
  );
}

function isPublic({ host, api }: JobServer): boolean {
  return host !== undefined && api !== undefined && URL.parse(api)?.origin === new URL(PUBLIC_APIS[host]).origin;
}

function whyNotPublic({ variable, api }: JobServer): string {
  return api === undefined
    ? `${variable} does not tell which Git host this job belongs to`
    : `this job belongs to a server that is not a public one (${variable})`;
}

/** A host that was forgotten must not look like full coverage. */
function withoutHost(given: (name: string) => string, skipsArchived: boolean, failOnGap: boolean): readonly Mistake[] {
  const needing = [
    ...['host-url', 'host-owner', 'host-token'].filter((name) => given(name) !== '').map((name) => `${name} is given`),
    ...(skipsArchived ? ['archived is skip'] : []),
    ...(failOnGap ? ['fail-on-gap is true'] : []),
  ];
  return needing.map(
    (what) => new Mistake(`${what}, but the input host is empty: give the Git host there (${HOSTS.join(', ')})`),
  );
}

/** @throws Mistake, which never shows the token */
function parseToken(given: string): string {
  if (given === '') throw new MissingSecret(['host-token'], 'host-token is empty, and host needs it');
  if (/[^\x21-\x7e]/.test(given))
    throw new Mistake('host-token holds spaces, line breaks or characters that no token has: give the token alone');
  return given;
}

/** An owner may hold slashes, as GitLab's subgroups do. @throws Mistake */
function parseOwner(given: string): string {
  const isPath = given.split('/').every((part) => part.trim() === part && !/^\.{0,2}$/.test(part));
  if (isPath && !/[?#\\\p{Cc}\p{Default_Ignorable_Code_Point}]|:\/\//u.test(given)) return given;
  throw new Mistake(
    `host-owner is '${shortened(given)}': it takes the name of an organization, group, workspace, project or user, as the Git host shows it in addresses`,
  );
}
