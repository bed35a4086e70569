import { type Id, idsOf } from '../../domain/model.ts';
import type { ChangeResult } from '../../domain/outcome.ts';
import type { ResourceResult } from '../../domain/resource-result.ts';
import { counted, shortened, upperFirst } from '../../shared/text.ts';
import type { GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';
import { clipped } from '../text.ts';
import { stateAfter, stateBefore, statusInWords } from '../words.ts';
import { isOnlyUnreported, type Reason, Reasons } from './reasons.ts';

/** Nobody searches for more of an error. */
const MAX_ERROR_LENGTH = 300;

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
  /** What its own errors say, to be found by: reasons show that of one of many. */
  readonly errors: string;
}

/** All rows, what needs attention first, and the reasons that they have. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly reasons: Reasons;
  readonly provedCount: number;
  /** How many stand for something in the Git host's list that no row of GitProtect could be matched with. */
  readonly hostCount: number;
  /** One of those may be the same repository as a row of GitProtect. */
  readonly hasUnclear: boolean;
}

/** So many rows, by what they are: projects are attached to plans, too. */
export function countedRows({ rows, hasUnclear }: Rows): string {
  if (hasUnclear) return counted(rows.length, 'row');
  const hasProjects = rows.some(({ kind }) => kind === 'project');
  return hasProjects
    ? counted(rows.length, 'repository or project', 'repositories and projects')
    : counted(rows.length, 'repository', 'repositories');
}

/** A row for each repository or project of the run, and for each that only the Git host has. */
export function rowsOf(run: RunResult): Rows {
  const { ranked } = run.verdict;
  const reasons = new Reasons(run);
  const gaps = run.coverage?.gaps ?? [];
  const byId = new Map<Id | undefined, GapInWords>(gaps.map((gap) => [gap.listed, gap]));
  const known = new Set<Id | undefined>(gaps.length === 0 ? [] : ranked.map(({ resource }) => resource.id));
  const atHost = gaps.filter(({ listed }) => !known.has(listed));
  const ofGaps = atHost.map((gap): Row => ({
    kind: 'repository',
    name: clipped(gap.name),
    id: gap.listed ?? '',
    isProved: false,
    result: upperFirst(gap.why),
    reasons: [reasons.ofGap(gap, gap.name)],
    license: '–',
    plans: [],
    errors: '',
  }));
  const { inventory, missingAtHost = [] } = run.coverage?.found ?? {};
  const missing = idsOf(missingAtHost);
  const note = inventory?.incomplete === undefined ? NOT_AT_HOST : NOT_IN_LIST;
  const ofRun = ranked.map((each) => {
    const { id } = each.resource;
    return rowOf(each, run, byId.get(id), missing.has(id) ? note : undefined, reasons);
  });
  // Unproved ones first, and before all those that GitProtect does not list.
  const rows = [...ofGaps, ...ofRun.filter((each) => !each.isProved), ...ofRun.filter((each) => each.isProved)];
  return {
    rows,
    reasons,
    provedCount: rows.filter(({ isProved }) => isProved).length,
    hostCount: ofGaps.length,
    hasUnclear: gaps.some(({ reason }) => reason === 'ambiguous'),
  };
}

const NOT_AT_HOST = "not in the Git host's list";
const NOT_IN_LIST = "not in what was read of the Git host's list";

function rowOf(
  each: ResourceResult,
  run: RunResult,
  gap: GapInWords | undefined,
  note: string | undefined,
  reasons: Reasons,
): Row {
  const { resource, license, plans, removal, problems } = each;
  const status = isOnlyUnreported(each) ? 'unverified' : each.status;
  const isUnclear = gap !== undefined && (status === 'protected' || status === 'changed');
  const words = isUnclear ? gap.why : statusInWords(status, run.state);
  const result = upperFirst(removal === undefined ? words : stateAfter(removal));
  return {
    kind: resource.kind,
    name: clipped(resource.name),
    id: resource.id,
    isProved: each.isProved && gap === undefined,
    result: note === undefined ? result : `${result}; ${note}`,
    reasons: reasons.of(each, gap),
    license: license === undefined ? '–' : transition(license),
    plans,
    errors: problems.map(({ message }) => shortened(message, MAX_ERROR_LENGTH)).join(' '),
  };
}

/** A state as it was found, and what became of it, where that differs. */
export function transition(each: ChangeResult): string {
  const [before, after] = [stateBefore(each.change.before), stateAfter(each)];
  return before === after ? after : `${before} → ${after}`;
}
