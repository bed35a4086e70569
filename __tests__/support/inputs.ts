import { afterEach, beforeEach } from '@jest/globals';
import { type Inputs, readInputs } from '../../src/inputs.ts';
import { Secrets } from '../../src/secrets.ts';
import { failureOf } from './failure.ts';

/** Inputs that are all right, and as few as can be. */
const FEWEST = {
  'server-url': 'https://gitprotect.example.com',
  email: 'robot@example.com',
  password: 'hunter2000',
  organization: 'acme',
  plan: 'Daily',
};

type Given = Readonly<Record<string, string>>;

const RUNNER: Given = { GITHUB_REPOSITORY: 'octocat/api' };

let before: NodeJS.ProcessEnv = {};

beforeEach(() => {
  before = { ...process.env };
});

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

/** Sets a step's inputs as the runner does; an empty text is an input that was not given. */
export function setInputs(inputs: Given): void {
  for (const [name, value] of Object.entries({ ...FEWEST, ...inputs }))
    process.env[`INPUT_${name.toUpperCase()}`] = value;
}

/** Reads the fewest inputs that are right, and these. */
export async function inputsOf(inputs: Given = {}, environment: Given = RUNNER): Promise<Inputs> {
  setInputs(inputs);
  return await readInputs(new Secrets(), environment);
}

/** The mistakes that are reported, a line each. */
export async function mistakesIn(inputs: Given, environment: Given = RUNNER): Promise<string[]> {
  return (await failureOf(inputsOf(inputs, environment))).message.split('\n');
}
