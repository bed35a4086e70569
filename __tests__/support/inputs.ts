import { type Inputs, readInputs } from '../../src/inputs/inputs.ts';
import { ActionInputs } from '../../src/runner/action-inputs.ts';
import { gitHubPlace } from '../../src/runner/github-place.ts';
import type { InputSource } from '../../src/shared/input-source.ts';
import { inputVariable } from '../../scripts/run-action.ts';
import { Redactor } from '../../src/shared/redactor.ts';
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

const RUNNER: Given = { GITHUB_REPOSITORY: 'octocat/api', GITHUB_API_URL: 'https://api.github.com' };

/** The fewest inputs that are right, and these; an empty text is an input that was not given. */
export function sourceOf(inputs: Given = {}, environment: Given = RUNNER): InputSource {
  const given = Object.entries({ ...FEWEST, ...inputs }).map(([name, text]) => [inputVariable(name), text] as const);
  const place = { ...gitHubPlace(environment), missingSecretHint: () => Promise.resolve(undefined) };
  return new ActionInputs({ ...environment, ...Object.fromEntries(given) }, place);
}

/** Reads the fewest inputs that are right, and these. */
export async function inputsOf(inputs: Given = {}, environment: Given = RUNNER): Promise<Inputs> {
  return await readInputs(sourceOf(inputs, environment), new Redactor(() => undefined));
}

/** The mistakes that are reported, a line each. */
export async function mistakesIn(inputs: Given, environment: Given = RUNNER): Promise<string[]> {
  return (await failureOf(inputsOf(inputs, environment))).message.split('\n');
}
