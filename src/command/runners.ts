import { AzurePipelinesRunner, azurePlace } from '../runner/azure-pipelines.ts';
import { BitbucketRunner, bitbucketPlace } from '../runner/bitbucket.ts';
import { gitHubPlace } from '../runner/github-place.ts';
import { GitHubRunner } from '../runner/github.ts';
import { GitLabRunner, gitLabPlace } from '../runner/gitlab.ts';
import type { Runner } from '../runner/runner.ts';
import { type Screen, TERMINAL_PLACE, TerminalRunner } from '../runner/terminal.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import type { World } from '../shared/world.ts';

/** Where the command runs: what that says of what is meant, and what works there. */
interface Environment {
  readonly place: (variables: NodeJS.ProcessEnv) => Place;
  readonly runner: (world: World, inputs: InputSource) => Runner;
}

/** The CIs that are known, by the variable that each sets. */
const CIS: Readonly<Record<string, Environment>> = {
  GITHUB_ACTIONS: { place: gitHubStep, runner: (world, inputs) => new GitHubRunner(world, inputs) },
  GITLAB_CI: { place: gitLabPlace, runner: (world, inputs) => new GitLabRunner(world, inputs) },
  TF_BUILD: { place: azurePlace, runner: (world, inputs) => new AzurePipelinesRunner(world, inputs) },
  BITBUCKET_BUILD_NUMBER: { place: bitbucketPlace, runner: (world, inputs) => new BitbucketRunner(world, inputs) },
};

/** A step that runs the command: unlike one that uses the action, it has no inputs, and gets secrets as variables. */
function gitHubStep(variables: NodeJS.ProcessEnv): Place {
  const heldBack =
    "GitHub gives a step only the secrets that are named under env, and by default none to a fork's pull request";
  const missingSecretHint = (): Promise<string> => Promise.resolve(`Possible cause: ${heldBack}.`);
  return { ...gitHubPlace(variables), heldBack, missingSecretHint };
}

/** The variables of the known CIs that are set. */
export function ciVariablesSet(variables: NodeJS.ProcessEnv): readonly string[] {
  return Object.keys(CIS).filter((name) => !/^(|0|false)$/i.test(variables[name] ?? ''));
}

/**
 * The CI that runs the command, by what it sets; a terminal, or a CI that is not known, where it is none of these. It is
 * also taken for a terminal where several seem to run it: what masks a secret in one shows it in another.
 */
export function environmentOf(variables: NodeJS.ProcessEnv, screen: Screen | undefined): Environment {
  const [claim = '', ...others] = ciVariablesSet(variables);
  const known = others.length === 0 ? CIS[claim] : undefined;
  return known ?? { place: () => TERMINAL_PLACE, runner: (world, inputs) => new TerminalRunner(world, inputs, screen) };
}
