import { idsOf } from '../domain/model.ts';
import type { ResourceResult } from '../domain/resource-result.ts';
import type { CodeInsights } from '../runner/runner.ts';
import type { Problem } from '../shared/failure.ts';
import { counted, cut, printable, shortened } from '../shared/text.ts';
import type { GapInWords } from './coverage.ts';
import { headline, levelOf } from './headline.ts';
import { toDoLine } from './log-end.ts';
import type { RunResult } from './run-result.ts';
import { shownOf, withRemedy } from './to-do.ts';
import { statesOf, statusInWords } from './words.ts';

const TITLE = 'GitProtect backup';

/** Bitbucket takes no more. */
const MAX_ANNOTATIONS = 1000;
const MAX_SUMMARY_LENGTH = 450;
const MAX_DETAILS_LENGTH = 2000;

/** It has passed only where all that is asked for was seen: the step may succeed where that is not reported. */
export function codeInsightsOf(run: RunResult): CodeInsights {
  const { counts, ranked } = run.verdict;
  const isProved = levelOf(run) === 'good';
  const unproved = ranked.filter((each) => !each.isProved);
  const told = idsOf(unproved.map(({ resource }) => resource));
  // What GitProtect lists, or this run failed for, has an annotation already.
  const gaps = (run.coverage?.gaps ?? []).filter(
    ({ listed, hasFailed }) => !hasFailed && (listed === undefined || !told.has(listed)),
  );
  const annotations = [
    ...unproved.map((each) => annotationOf(each, run)),
    ...gaps.map((gap) => annotationOfGap(gap, run)),
  ];
  const { shown, rest } = shownOf(run.toDo);
  const more = rest.length === 0 ? [] : [`… and ${counted(rest.length, 'more reason')}`];
  const toDo = shown.length === 0 ? [] : ['What to do now:', ...shown.map((each) => toDoLine(each)), ...more];
  const first =
    annotations.length > MAX_ANNOTATIONS
      ? [`Annotations: the first ${String(MAX_ANNOTATIONS)} of ${String(annotations.length)}`]
      : [];
  const details = [`${headline(run)}.`, ...first, ...toDo].map(printable).join('\n');
  const numbers = {
    checked: counts.checked,
    ...(run.dryRun ? { 'that differ': counts.drifted } : { changed: counts.changed }),
    failed: counts.failed,
    ...(run.coverage === undefined ? {} : { 'not proved at the Git host': run.coverage.gaps.length }),
  };
  return {
    report: reportOf(isProved, details, numbers),
    annotations: annotations
      .slice(0, MAX_ANNOTATIONS)
      .map((each, index) => ({ external_id: `gitprotect-${String(index + 1)}`, ...each })),
  };
}

export function codeInsightsOfFailure(problem: Problem): CodeInsights {
  const lines = `${problem.title}\n${withRemedy(problem)}`.split('\n');
  return { report: reportOf(false, lines.map(printable).join('\n'), {}), annotations: [] };
}

function reportOf(
  isProved: boolean,
  details: string,
  numbers: Readonly<Record<string, number>>,
): CodeInsights['report'] {
  return {
    title: TITLE,
    reporter: 'gitprotect-ensure',
    report_type: 'SECURITY',
    result: isProved ? 'PASSED' : 'FAILED',
    details: limited(details, MAX_DETAILS_LENGTH),
    data: Object.entries(numbers).map(([what, value]) => ({ title: `Repositories ${what}`, type: 'NUMBER', value })),
  };
}

function annotationOf(each: ResourceResult, run: RunResult): Annotation {
  const { resource, status, problems } = each;
  const [problem] = problems;
  const details = [...statesOf(each), ...problems.map(withRemedy)].flatMap((text) => text.split('\n')).map(printable);
  const what = problem?.title ?? statusInWords(status, run.state);
  const isFailed =
    status === 'failed' || status === 'not-tried' || (status === 'would-change' && run.verdict.failedForDrift);
  return annotation(isFailed, `${shortened(resource.name)}: ${printable(what)}`, details.join('\n'));
}

/** What the Git host has and is not proved to be protected. */
function annotationOfGap({ name, why, remedy }: GapInWords, { verdict }: RunResult): Annotation {
  const summary = `${shortened(name)}: not proved to be protected: ${why}`;
  return annotation(verdict.failedForGaps, summary, `What to do: ${remedy}`);
}

type Annotation = CodeInsights['annotations'][number];

function annotation(isFailed: boolean, summary: string, details: string): Annotation {
  return {
    annotation_type: 'VULNERABILITY',
    severity: isFailed ? 'HIGH' : 'MEDIUM',
    result: 'FAILED',
    summary: limited(summary, MAX_SUMMARY_LENGTH),
    details: limited(details, MAX_DETAILS_LENGTH),
  };
}

/** Bitbucket counts the mark of what is left out, too. */
function limited(text: string, length: number): string {
  return text.length <= length ? text : cut(text, length - 1);
}
