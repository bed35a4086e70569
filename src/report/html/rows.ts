import type { Id } from '../../domain/model.ts';
import type { ChangeResult } from '../../domain/outcome.ts';
import type { ResourceResult } from '../../domain/resource-result.ts';
import { counted, upperFirst } from '../../shared/text.ts';
import type { GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';
import { clipped } from '../text.ts';
import { stateAfter, stateBefore, statusInWords } from '../words.ts';
import { type Reason, Reasons } from './reasons.ts';

/** What the page says of one repository or project. */
export interface Row {
  readonly kind: 'repository' | 'project';
  readonly name: string;
  /** Empty where GitProtect lists none. */
  readonly id: string;
  /** All that is asked for was seen. */
  readonly isProved: boolean;
  readonly result: string;
  readonly reasons: readonly Reason[];
  readonly license: string;
  /** Empty for what GitProtect does not list. */
  readonly plans: ResourceResult['plans'];
}

/** All rows, what needs attention first, and the reasons that they have. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly reasons: Reasons;
  readonly provedCount: number;
}

/** So many rows, by what they are: projects are attached to plans, too. */
export function countedRows({ rows }: Rows): string {
  const hasProjects = rows.some(({ kind }) => kind === 'project');
  return hasProjects
    ? counted(rows.length, 'repository or project', 'repositories and projects')
    : counted(rows.length, 'repository', 'repositories');
}

/** A row for each repository or project of the run, and for each that only the Git host has. */
export function rowsOf(run: RunResult): Rows {
  const { ranked } = run.verdict;
  const reasons = new Reasons(run);
  const inWords = run.coverage?.gaps ?? [];
  // Both have the same gaps in the same order.
  const gaps = (run.coverage?.found.gaps ?? []).flatMap(({ listed }, index) => {
    const words = inWords[index];
    return words === undefined ? [] : [{ listed, words }];
  });
  const byId = new Map<Id | undefined, GapInWords>(gaps.map(({ listed, words }) => [listed, words]));
  const known = new Set<Id | undefined>(gaps.length === 0 ? [] : ranked.map(({ resource }) => resource.id));
  const atHost = gaps.filter(({ listed }) => !known.has(listed));
  const ofGaps = atHost.map(({ words, listed = '' }): Row => ({
    kind: 'repository',
    name: clipped(words.name),
    id: listed,
    isProved: false,
    result: upperFirst(words.why),
    reasons: [reasons.ofGap(words, words.name)],
    license: '–',
    plans: [],
  }));
  const ofRun = ranked.map((each) => rowOf(each, run, byId.get(each.resource.id), reasons));
  // Both have those first that are not proved; what GitProtect does not even list comes before all others.
  const rows = [...ofGaps, ...ofRun.filter((each) => !each.isProved), ...ofRun.filter((each) => each.isProved)];
  return { rows, reasons, provedCount: rows.filter(({ isProved }) => isProved).length };
}

function rowOf(each: ResourceResult, run: RunResult, gap: GapInWords | undefined, reasons: Reasons): Row {
  const { resource, license, plans, removal, status } = each;
  const isUnclear = gap !== undefined && (status === 'protected' || status === 'changed');
  const words = isUnclear ? gap.why : statusInWords(status, run.state);
  return {
    kind: resource.kind,
    name: clipped(resource.name),
    id: resource.id,
    isProved: each.isProved && gap === undefined,
    result: upperFirst(removal === undefined ? words : stateAfter(removal)),
    reasons: reasons.of(each, gap),
    license: license === undefined ? '–' : transition(license),
    plans,
  };
}

/** A state as it was found, and what became of it, where that differs. */
export function transition(each: ChangeResult): string {
  const [before, after] = [stateBefore(each.change.before), stateAfter(each)];
  return before === after ? after : `${before} → ${after}`;
}
