import { Mistake } from './values.ts';

/** Every input of action.yml. */
export const INPUT_NAMES = [
  ...['server-url', 'email', 'password', 'access-token', 'organization', 'repository', 'plan', 'state', 'exclusive'],
  ...['max-removals', 'project', 'plan-schedule', 'plan-metadata', 'confirm', 'delete-backups', 'dry-run'],
  ...['fail-on-drift', 'max-backup-age', 'fail-on-unhealthy-plan', 'sync', 'sync-timeout', 'verify-timeout'],
  ...['concurrency', 'request-timeout', 'retries', 'rate-limit-timeout', 'ca-certificate', 'report-file'],
  ...['host', 'host-url', 'host-token', 'host-owner', 'archived', 'fail-on-gap'],
];

/**
 * Inputs that are spelled like one of the action's, but for dashes. GitHub only warns of them, and a `dry_run: true` must
 * not become a run that changes things.
 */
export function misspelledInputs(environment: NodeJS.ProcessEnv): readonly Mistake[] {
  const known = new Map(INPUT_NAMES.map((name) => [lettersOf(name), name]));
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (!variable.startsWith('INPUT_')) return [];
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const meant = known.get(lettersOf(name));
    if (meant === undefined || meant === name) return [];
    // A runner may set a variable for shells besides, with the same value.
    if (environment[`INPUT_${meant.toUpperCase()}`] === value) return [];
    return new Mistake(`'${name}' is no input: did you mean ${meant}?`);
  });
}

function lettersOf(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}
