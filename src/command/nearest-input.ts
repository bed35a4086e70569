import { nearestName } from '../domain/find.ts';

/** What people call an input, where it is not nearly its name. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    login: 'email',
    mail: 'email',
    org: 'organization',
    pass: 'password',
    passwd: 'password',
    pat: 'access-token',
    psw: 'password',
    pw: 'password',
    pwd: 'password',
    repo: 'repository',
    repos: 'repository',
    token: 'access-token',
    url: 'server-url',
    user: 'email',
    username: 'email',
    usr: 'email',
  }),
);

/** The name that was most likely meant: one with a typing mistake, the beginning of one, or what people call it. */
export function nearestInput(names: readonly string[], wanted: string): string | undefined {
  const lower = wanted.toLowerCase();
  const other = OTHER_NAMES.get(lower);
  if (other !== undefined && names.includes(other)) return other;
  const near = nearestName(names, wanted);
  if (near !== undefined || lower.length < MIN_BEGINNING) return near;
  const begun = names.filter((name) => name.startsWith(lower));
  return begun.length === 1 ? begun[0] : undefined;
}

/** So many letters begin a name well enough. */
const MIN_BEGINNING = 3;
