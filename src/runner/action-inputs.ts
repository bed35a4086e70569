import type { InputSource, Place } from '../shared/input-source.ts';
import { likelySecretCause } from './github-event.ts';
import { gitHubPlace } from './github-place.ts';

/** The inputs of a step that uses the action: `INPUT_*`, as the runner sets them from `with:`. */
export class ActionInputs implements InputSource {
  readonly program = 'action';
  readonly environment: NodeJS.ProcessEnv;
  readonly place: Place;
  readonly howToCorrect =
    "Correct the step's inputs (under with: in the workflow) and run it again. Nothing was sent to GitProtect.";

  constructor(
    environment: NodeJS.ProcessEnv,
    place: Place = { ...gitHubPlace(environment), missingSecretHint: likelySecretCause },
  ) {
    this.environment = environment;
    this.place = place;
  }

  input(name: string): string {
    return this.environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
  }

  mistakes(names: readonly string[]): readonly string[] {
    return misspelledInputs(this.environment, names);
  }

  mistake(text: string): readonly string[] {
    return [text];
  }

  worded(text: string): string {
    return text;
  }

  missingSecrets({ length }: readonly string[], what: string): readonly string[] {
    return [`${what}: ${length === 1 ? 'is the secret' : 'are the secrets'} available to this workflow?`];
  }
}

/**
 * Inputs that are spelled like one of the action's, but for dashes or a plural. GitHub only warns of them: a `dry_run: true`
 * must not become a run that changes things, nor `plans` one for all plans.
 */
export function misspelledInputs(environment: NodeJS.ProcessEnv, names: readonly string[]): readonly string[] {
  const known = new Map(names.map((name) => [singularOf(name), name]));
  return Object.entries(environment).flatMap(([variable, value]) => {
    if (!variable.startsWith('INPUT_')) return [];
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const meant = known.get(singularOf(name));
    if (meant === undefined || meant === name) return [];
    // A runner may set a variable for shells besides, with the same value.
    const given = environment[`INPUT_${meant.toUpperCase()}`] ?? '';
    if (given === value) return [];
    // Like GitHub, a wrapper's own plural is passed over where the input is given: act and Gitea pass a wrapper's inputs on.
    if (given !== '' && SELECTING.has(meant) && lettersOf(name) !== lettersOf(meant)) return [];
    return `'${name}' is not an input: did you mean ${meant}?`;
  });
}

/** They have no default, so that what is given is not GitHub's doing. */
const SELECTING: ReadonlySet<string> = new Set(['plan', 'repository', 'project', 'host']);

function singularOf(name: string): string {
  return lettersOf(name).replace(/ies$/, 'y').replace(/s$/, '');
}

/** A name without what is between its words, and without regard to case. */
export function lettersOf(name: string): string {
  return name.replace(/[^a-z0-9]/gi, '').toLowerCase();
}
