import type { OtherReports } from '../runner/runner.ts';
import { codeInsightsOf, codeInsightsOfFailure } from './code-insights.ts';
import { jsonOf, jsonOfFailure } from './json.ts';
import { jsonWithoutCommands } from './json-without-commands.ts';
import { junitOf, junitOfFailure } from './junit.ts';
import { gapLinksOf } from './gap-links.ts';
import type { Outputs } from './outputs.ts';
import type { FailedRun } from './record.ts';
import type { RunResult } from './run-result.ts';
import { textTable } from './terminal-table.ts';
import { variablesOf } from './variables.ts';

/** What a run that came to its end tells elsewhere than in a GitHub job. */
export function othersOf(run: RunResult): OtherReports {
  return {
    json: () => jsonWithoutCommands(jsonOf(run)),
    junit: () => junitOf(run),
    withoutCommands,
    variables: (outputs) => variablesOf(withoutCommands(outputs)),
    table: () => textTable(run),
    codeInsights: () => codeInsightsOf(run),
    gapLinks: () => gapLinksOf(run),
  };
}

/** The same of a run that ended before the state could be compared. */
export function othersOfFailure(failed: FailedRun): OtherReports {
  return {
    json: () => jsonWithoutCommands([jsonOfFailure(failed)]),
    junit: () => junitOfFailure(failed.problem),
    withoutCommands,
    variables: (outputs) => variablesOf(withoutCommands(outputs)),
    table: () => [],
    codeInsights: () => codeInsightsOfFailure(failed.problem),
    gapLinks: () => [],
  };
}

function withoutCommands(outputs: Outputs): Outputs {
  const { report = '' } = outputs;
  return { ...outputs, report: [...jsonWithoutCommands([report])].join('') };
}
