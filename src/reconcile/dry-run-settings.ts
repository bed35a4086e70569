import type { DesiredState } from '../domain/desired-state.ts';
import type { SettingsResult } from '../domain/outcome.ts';
import { dryRunSettings, type SettingsChange } from '../domain/plan-settings.ts';
import type { ShownPlan } from '../gitprotect/plan-settings.ts';
import { Failure } from '../shared/failure.ts';
import type { Context } from './context.ts';
import { failed, judgedBefore } from './judge-modification.ts';
import type { Patience } from './patience.ts';

/** What a dry run would do: what would be changed is read as a modification reads it, and is judged by the same. */
export async function settingsInDryRun(
  context: Context,
  changes: readonly SettingsChange[],
  desired: DesiredState,
  patience: Patience,
): Promise<readonly SettingsResult[]> {
  const results = dryRunSettings(changes);
  const ids = results.flatMap(({ plan, result }) => (result.kind === 'would' ? plan.id : []));
  if (ids.length === 0) return results;
  const shown = await readAll(ids, context, desired, patience);
  return results.map(({ plan, result }) => {
    if (result.kind !== 'would') return { plan, result };
    if (shown instanceof Failure) return { plan, result: failed('rejected', shown) };
    const now = shown.find(({ id }) => id === plan.id);
    return { plan, result: judgedBefore(plan, now, desired) };
  });
}

async function readAll(
  ids: readonly string[],
  { service, log }: Context,
  { organization }: DesiredState,
  patience: Patience,
): Promise<readonly ShownPlan[] | Failure> {
  try {
    for (;;) {
      const shown = await service.readPlans(organization);
      // One reading that lacks a plan that was listed does not show that it is gone.
      if (patience.nextPauseMs === 0 || ids.every((each) => shown.some(({ id }) => id === each))) return shown;
      await patience.pauseAfter(log, 'a backup plan is not in the list');
    }
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
