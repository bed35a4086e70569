import type { Place } from '../shared/input-source.ts';
import { variableOf } from '../shared/variable-name.ts';

/**
 * What is wrong with a value that a CI should have put something else in the place of; undefined: nothing. A password would
 * be tried, and accounts lock; and a dry run would be none. The value is not shown: it may be a secret after all.
 */
export function unsetMistake(input: string, value: string, { unsetVariable, heldBack }: Place): string | undefined {
  const given = value.trim();
  if (unsetVariable !== undefined && given.split('\n').some((line) => unsetVariable.pattern.test(line.trim())))
    return `holds the name of a variable that the pipeline does not have, or does not give to this run (builds of forks get no secrets): ${unsetVariable.remedy}`;
  const own = variableOf(input);
  return OWN_REFERENCES.some((referenceTo) => given === referenceTo(own))
    ? `refers to itself and holds no value: this run is not given such a variable${heldBack === undefined ? '' : ` (${heldBack})`}. Create it, or remove the line that sets it to itself`
    : undefined;
}

const OWN_REFERENCES: readonly ((name: string) => string)[] = [
  (name) => `$${name}`,
  (name) => `\${${name}}`,
  (name) => `$(${name})`,
  (name) => `%${name}%`,
];

/** For credentials that are a user name and a password, Jenkins sets a variable of both, and one for each beside it. */
export function isPairOfJenkins(variable: string, environment: NodeJS.ProcessEnv): boolean {
  const base = variable.replace(/_(USR|PSW)$/, '');
  return base !== variable && pairOf(base, environment) !== undefined;
}

/** An input that was filled with both. */
export function pairMistake(input: string, value: string, environment: NodeJS.ProcessEnv): string | undefined {
  const own = variableOf(input);
  if (value === '' || value !== pairOf(own, environment)) return undefined;
  return `holds a user name and a password, as Jenkins joins them: take ${own}_PSW or ${own}_USR for it, or a credential of the kind "secret text"`;
}

function pairOf(base: string, environment: NodeJS.ProcessEnv): string | undefined {
  const [user, password] = [environment[`${base}_USR`], environment[`${base}_PSW`]];
  return user === undefined || password === undefined ? undefined : `${user}:${password}`;
}
