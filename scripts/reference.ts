import { table } from './generated.ts';

/* The tables of inputs and outputs, grouped by purpose for docs/reference.md, and the most used ones for the README. */

export interface Action {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Input {
  readonly description: string;
  readonly default?: string;
  readonly required?: boolean;
}

interface Output {
  readonly description: string;
}

type Groups = readonly (readonly [purpose: string, names: readonly string[]])[];

/** Every input stands in one of these. */
const INPUTS: Groups = [
  ['Sign in', ['server-url', 'email', 'password', 'access-token']],
  ['What to protect', ['organization', 'repository', 'project', 'plan', 'sync', 'sync-timeout']],
  ['Look before you change', ['dry-run', 'fail-on-drift']],
  ['Ask the Git host what exists', ['host', 'host-url', 'host-token', 'host-owner', 'archived', 'fail-on-gap']],
  ['Health of the backup plan', ['max-backup-age', 'fail-on-unhealthy-plan']],
  ['Settings of the backup plan', ['plan-schedule', 'plan-metadata']],
  ['Leave, move, remove', ['state', 'exclusive', 'max-removals', 'confirm', 'delete-backups']],
  ['Report', ['report-file']],
  [
    'Network and waiting',
    ['concurrency', 'request-timeout', 'retries', 'rate-limit-timeout', 'verify-timeout', 'ca-certificate'],
  ],
];

/** Every output stands in one of these. */
const OUTPUTS: Groups = [
  ['What was found and done', ['drift', 'changed', 'license-status', 'plan-status', 'removal-status']],
  ['How many', ['repositories-checked', 'repositories-changed', 'repositories-failed']],
  ['The backup plan', ['plan-health', 'plan-settings-status']],
  ['What the Git host has', ['inventory-complete', 'repositories-uncovered', 'host-repositories']],
  ['IDs', ['organization-id', 'repository-id', 'plan-id']],
  ['The report', ['report', 'report-path']],
];

const MOST_USED = {
  inputs: [
    'server-url',
    'email',
    'password',
    'organization',
    'repository',
    'plan',
    'dry-run',
    'sync',
    'fail-on-unhealthy-plan',
    'host',
    'host-token',
    'report-file',
  ],
  outputs: [
    'drift',
    'repositories-changed',
    'repositories-failed',
    'plan-health',
    'inventory-complete',
    'repositories-uncovered',
    'report-path',
  ],
};

/** The inputs by purpose, as Markdown. @throws Error when one stands in no group, or in two */
export function inputsByPurpose({ inputs }: Action): string {
  return byPurpose('input', INPUTS, inputs, inputTable);
}

/** The outputs by purpose, as Markdown. @throws Error when one stands in no group, or in two */
export function outputsByPurpose({ outputs }: Action): string {
  return byPurpose('output', OUTPUTS, outputs, outputTable);
}

export function mostUsedInputs({ inputs }: Action): string {
  return inputTable(MOST_USED.inputs.map((name) => [name, found('input', inputs, name)]));
}

export function mostUsedOutputs({ outputs }: Action): string {
  return outputTable(MOST_USED.outputs.map((name) => [name, found('output', outputs, name)]));
}

function byPurpose<T>(
  kind: string,
  groups: Groups,
  all: Readonly<Record<string, T>>,
  tableOf: (rows: readonly (readonly [string, T])[]) => string,
): string {
  const grouped = groups.flatMap(([, names]) => names);
  for (const name of Object.keys(all)) {
    const times = grouped.filter((each) => each === name).length;
    if (times !== 1) throw new Error(`the ${kind} ${name} stands in ${String(times)} groups of scripts/reference.ts`);
  }
  return groups
    .map(([purpose, names]) => `### ${purpose}\n\n${tableOf(names.map((name) => [name, found(kind, all, name)]))}`)
    .join('\n\n');
}

function found<T>(kind: string, all: Readonly<Record<string, T>>, name: string): T {
  const one = all[name];
  if (one === undefined) throw new Error(`scripts/reference.ts names ${name}, which is no ${kind} of action.yml`);
  return one;
}

function inputTable(inputs: readonly (readonly [string, Input])[]): string {
  const rows = inputs.map(([name, { description, default: value, required }]) => [
    `\`${name}\``,
    required === true ? 'required' : value === undefined ? '' : `\`${value}\``,
    description,
  ]);
  return table(['Input', 'Default', 'Meaning'], rows);
}

function outputTable(outputs: readonly (readonly [string, Output])[]): string {
  return table(
    ['Output', 'Value'],
    outputs.map(([name, { description }]) => [`\`${name}\``, description]),
  );
}
