import { AzurePipelinesRunner, azurePlace } from '../runner/azure-pipelines.ts';
import { BitbucketRunner, bitbucketPlace } from '../runner/bitbucket.ts';
import { gitHubPlace } from '../runner/github-place.ts';
import { GitHubRunner } from '../runner/github.ts';
import { GitLabRunner, gitLabPlace } from '../runner/gitlab.ts';
import type { Runner } from '../runner/runner.ts';
import { TERMINAL_PLACE, TerminalRunner } from '../runner/terminal.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import type { World } from '../shared/world.ts';

/** Where the command runs: what that says of what is meant, and what works there. */
export interface Environment {
  readonly place: (variables: NodeJS.ProcessEnv) => Place;
  readonly runner: (world: World, inputs: InputSource) => Runner;
}

/**
 * The CI that runs the command, by what it sets; a terminal, or a CI that is not known, where it is none of these.
 * @param isTerminal what is written is shown by a terminal
 */
export function environmentOf(variables: NodeJS.ProcessEnv, isTerminal: boolean): Environment {
  const isSet = (name: string): boolean => !/^(|0|false)$/i.test(variables[name] ?? '');
  if (isSet('GITHUB_ACTIONS'))
    return { place: gitHubPlace, runner: (world, inputs) => new GitHubRunner(world, inputs) };
  if (isSet('GITLAB_CI')) return { place: gitLabPlace, runner: (world, inputs) => new GitLabRunner(world, inputs) };
  if (isSet('TF_BUILD'))
    return { place: azurePlace, runner: (world, inputs) => new AzurePipelinesRunner(world, inputs) };
  if (isSet('BITBUCKET_BUILD_NUMBER'))
    return { place: bitbucketPlace, runner: (world, inputs) => new BitbucketRunner(world, inputs) };
  return { place: () => TERMINAL_PLACE, runner: (world, inputs) => new TerminalRunner(world, inputs, isTerminal) };
}
