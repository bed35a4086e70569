import type { RequestedState } from '../domain/request.ts';
import type { Logger } from '../shared/logger.ts';

/** The inputs that are judged together. */
interface Given {
  readonly request: { readonly state: RequestedState };
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  readonly failOnUnhealthyPlan: boolean;
}

/**
 * Warns of inputs that are to fail the step, and can't: whoever gives `fail-on-drift` may well expect a run that only looks,
 * and this one makes changes.
 */
export function warnOfInputsWithoutEffect(
  { request, dryRun, failOnDrift, failOnUnhealthyPlan }: Given,
  worded: (text: string) => string,
  log: Pick<Logger, 'warning'>,
): void {
  if (failOnDrift && !dryRun)
    log.warning(
      'Drift cannot fail this run',
      `${worded('fail-on-drift has no effect: only a dry run leaves drift, and this run changes what differs.')}\nWhat to do: ${worded('To change nothing, run with dry-run: true. Otherwise run without fail-on-drift.')}`,
    );
  if (failOnUnhealthyPlan && request.state.kind !== 'present')
    log.warning(
      'An unhealthy plan cannot fail this run',
      `${worded('fail-on-unhealthy-plan has no effect: what leaves a plan is not backed up by it any more, so the health of plans is not looked at.')}\nWhat to do: ${worded('Run without fail-on-unhealthy-plan.')}`,
    );
}
