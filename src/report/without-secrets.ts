import type { Change } from '../domain/diff.ts';
import type { PlanMembership } from '../domain/membership.ts';
import type { BackupPlan } from '../domain/model.ts';
import type { ChangeResult, Outcome, Result } from '../domain/outcome.ts';
import type { Problem } from '../shared/failure.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { RunResult } from './run-result.ts';

type Read = Outcome & Pick<RunResult, 'unlistedPlans' | 'settings'>;

/**
 * The outcome with the secrets cut out of every text that came from outside, before any report is made of it: in a report
 * that is written already a secret such as `true` or `0000` would take values, IDs and marks of JSON with it.
 * @param worded gives a title or remedy the names under which the user knows the inputs
 */
export function withoutSecrets(outcome: Read, redactor: Redactor, worded: (text: string) => string): Read {
  const texts = new Map<string, string>();
  const problems = new Map<Problem, Problem>();
  const clean = (text: string): string => remembered(texts, text, () => redactor.redact(text));
  const named = <T extends Pick<BackupPlan, 'id' | 'name'>>(thing: T): T =>
    thing.name === undefined || clean(thing.name) === thing.name ? thing : withName(thing, clean(thing.name));
  const told = ({ title, message, remedy, reason, kind, inShort }: Problem): Problem => ({
    ...{ title: worded(title), message: clean(message), remedy: clean(worded(remedy)), reason: clean(reason) },
    ...(kind === undefined ? {} : { kind }),
    ...(inShort === undefined ? {} : { inShort: clean(inShort) }),
  });
  const changeOf = (change: Change): Change =>
    'plan' in change
      ? { ...change, resource: named(change.resource), plan: named(change.plan) }
      : { ...change, resource: named(change.resource) };
  const membershipsOf = (memberships: readonly PlanMembership[]): readonly PlanMembership[] =>
    memberships.map((each) => ({ ...each, plan: named(each.plan) }));
  const ofEach = (all: Outcome['byItself']): Outcome['byItself'] =>
    new Map([...all].map(([id, memberships]) => [id, membershipsOf(memberships)]));
  const resultOf = (result: Result): Result => {
    if (result.kind === 'kept') return { ...result, plans: membershipsOf(result.plans) };
    return 'problem' in result
      ? { ...result, problem: remembered(problems, result.problem, () => told(result.problem)) }
      : result;
  };
  return {
    projectOf: outcome.projectOf,
    moved: outcome.moved,
    byItself: ofEach(outcome.byItself),
    alsoTold: ofEach(outcome.alsoTold),
    settings: outcome.settings.map(({ plan, result }) => ({
      plan: named(plan),
      result: resultOf(result),
    })),
    organization: named(outcome.organization),
    plans: outcome.plans.map(named),
    unlistedPlans: outcome.unlistedPlans.map(named),
    results: outcome.results.map(({ change, result }): ChangeResult => ({
      change: changeOf(change),
      result: resultOf(result),
    })),
  };
}

/** What is known by its name alone has that for its ID. */
function withName<T extends Pick<BackupPlan, 'id' | 'name'>>(thing: T, name: string): T {
  return { ...thing, name, id: thing.id === thing.name ? name : thing.id };
}

/** The value of a key, made once: repositories share plans and problems, which are told apart by identity. */
function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
