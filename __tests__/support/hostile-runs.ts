import type { ActionRun } from '../../scripts/run-action.ts';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';

/** Texts that the server gives. */
export interface Texts {
  readonly organization: string;
  readonly repository: string;
  readonly plan: string;
  /** The address of the Git service. */
  readonly service: string;
  readonly message: string;
}

interface Ids {
  readonly organization: string;
  readonly repository: string;
  readonly plan: string;
}

/** A way that a run can go, and the commands that it gives to the runner on the way. */
export interface HostileScenario {
  readonly name: string;
  /** Which texts the summary shows. */
  readonly shows: readonly (keyof Texts)[];
  readonly succeeds: boolean;
  readonly commands: { readonly warning: number; readonly error: number; readonly group: number };
  /** Whether the report holds the names. */
  readonly reports: boolean;
  readonly inputs?: (ids: Ids) => Readonly<Record<string, string>>;
  readonly options?: (texts: Texts) => SimulatorOptions;
  readonly isActive?: boolean;
  /** Two more organizations, of one name. */
  readonly double?: boolean;
  /** Every third text will do: another scenario tries them all in the same place. */
  readonly thin?: boolean;
}

function always(endpoint: string, status: number, body: object | string): SimulatorOptions {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const fault: ScriptedFault = { endpoint, occurrence: 'every', fault: { kind: 'answer', status, body: text } };
  return { faults: [fault] };
}

const NAMES = ['organization', 'repository', 'plan'] as const;
const FAILED_EARLY = { warning: 0, error: 1, group: 1 };
const DRY_RUN = { 'dry-run': 'true' };

export const SCENARIOS: readonly HostileScenario[] = [
  {
    name: 'drift is corrected',
    ...{ shows: NAMES, succeeds: true, reports: true, commands: { warning: 0, error: 0, group: 2 } },
  },
  {
    name: "the plan's schedule is disabled",
    ...{ shows: NAMES, succeeds: true, reports: true, commands: { warning: 1, error: 0, group: 2 } },
    isActive: false,
  },
  {
    name: 'nothing is reported',
    ...{ shows: NAMES, succeeds: true, reports: true, commands: { warning: 1, error: 0, group: 2 } },
    options: () => ({ evidence: NO_EVIDENCE }),
  },
  {
    name: 'drift fails a dry run',
    ...{ shows: NAMES, succeeds: false, reports: true, commands: { warning: 0, error: 1, group: 1 } },
    inputs: () => ({ ...DRY_RUN, 'fail-on-drift': 'true' }),
  },
  {
    name: 'a change is refused',
    ...{ shows: [...NAMES, 'message'], succeeds: false, reports: true, commands: { warning: 0, error: 1, group: 2 } },
    options: ({ message }) => always('plans/attachgitrepository', 400, { detail: message, traceId: message }),
  },
  {
    name: 'the sign-in is refused',
    ...{ shows: ['message'], succeeds: false, reports: false, commands: FAILED_EARLY },
    options: ({ message }) => always('account/login', 400, { message, traceId: message }),
  },
  {
    name: 'the sign-in is refused in plain text',
    ...{ shows: ['message'], succeeds: false, reports: false, commands: FAILED_EARLY },
    // What looks like a web page is not shown, and lone surrogates can be written in JSON only.
    options: ({ message }) =>
      always('account/login', 403, message.isWellFormed() ? message.replace(/^</, 'a <') : JSON.stringify(message)),
    thin: true,
  },
  {
    name: 'an answer has other fields',
    ...{ shows: [], succeeds: false, reports: false, commands: FAILED_EARLY },
    thin: true,
    options: ({ message }) => always('git/organizations/getmany', 200, { result: [{ [message]: message }] }),
  },
  {
    name: 'the organization is not listed',
    ...{ shows: ['organization'], succeeds: false, reports: false, commands: FAILED_EARLY },
    inputs: () => ({ organization: 'missing', ...DRY_RUN }),
    thin: true,
  },
  {
    name: 'the organization is ambiguous',
    ...{ shows: ['service'], succeeds: false, reports: false, commands: FAILED_EARLY },
    inputs: () => ({ organization: 'twins' }),
    double: true,
    thin: true,
  },
  {
    name: 'the plan is not listed',
    ...{ shows: ['organization', 'plan'], succeeds: false, reports: false, commands: FAILED_EARLY },
    inputs: () => ({ plan: 'missing' }),
  },
  {
    name: 'the repository is not listed',
    ...{ shows: ['organization'], succeeds: false, reports: false, commands: FAILED_EARLY },
    inputs: () => ({ repository: 'missing', sync: 'never' }),
    thin: true,
  },
];

/** Runs the action: in this process, or its bundle. */
export type Action = (step: {
  readonly inputs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}) => Promise<ActionRun>;

/** A run of a scenario on a server that gives these texts; organization, repository and plan are given by ID. */
export async function runScenario(action: Action, scenario: HostileScenario, texts: Texts): Promise<ActionRun> {
  const world = new World();
  const organization = world.addOrganization(texts.organization);
  if (scenario.double === true) {
    world.addOrganization('twins', { apiUrl: texts.service });
    world.addOrganization('twins', { apiUrl: texts.service });
  }
  const filler = world.addRepository(organization, 'filler', { licensed: true });
  const repository = world.addRepository(organization, texts.repository);
  const repositories = new Set([filler.id]);
  const plan = world.addPlan(organization, texts.plan, { isActive: scenario.isActive ?? true, repositories });
  const ids = { organization: organization.id, repository: repository.id, plan: plan.id };
  const simulator = await startSimulator(world, scenario.options?.(texts) ?? {});
  try {
    const { email, password } = world.account;
    const inputs = { 'server-url': simulator.url, email, password, retries: '0', ...ids };
    return await action({ inputs: { ...inputs, ...scenario.inputs?.(ids) }, environment: { RUNNER_DEBUG: '1' } });
  } finally {
    await simulator.close();
  }
}
