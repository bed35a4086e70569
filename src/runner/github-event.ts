import { statSync } from 'node:fs';
import { JsonObject } from '../shared/json-object.ts';

/** Why secrets are likely to be missing in this run, where GitHub's event says so. */
export async function likelySecretCause(): Promise<string | undefined> {
  const context = await eventContext();
  if (context === undefined) return undefined;
  const pullRequest = JsonObject.of(context.payload)?.object('pull_request');
  if (pullRequest?.object('head')?.object('repo')?.boolean('fork') === true)
    return "Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets.";
  if (context.actor === 'dependabot[bot]')
    return 'Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.';
  return undefined;
}

/** What GitHub says of the run; undefined where it can't be read: this is a hint, and must not hide the mistakes. */
async function eventContext(): Promise<{ readonly payload: object; readonly actor: string } | undefined> {
  try {
    // The package reads it while it is loaded: a pipe or a device may never end.
    if (statSync(process.env['GITHUB_EVENT_PATH'] ?? '', { throwIfNoEntry: false })?.isFile() === false)
      return undefined;
    // Loaded only when it is needed: it costs start-up time.
    return (await import('@actions/github')).context;
  } catch {
    return undefined;
  }
}
