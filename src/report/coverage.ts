import type { Coverage, GapReason } from '../domain/coverage.ts';
import type { HostRepository } from '../domain/inventory.ts';
import type { Id } from '../domain/model.ts';
import type { Redactor } from '../shared/redactor.ts';
import { counted, shortened, someOf } from '../shared/text.ts';
import { type CoverageRecord, coverageRecord, type ShortRecord, shortRecord } from './coverage-record.ts';
import { isListRead, namedInCoverage } from './coverage-facts.ts';
import { type CoverageSection, coverageInSummary } from './coverage-section.ts';
import { type CoverageOptions, gapWords, HOST_NAMES } from './coverage-words.ts';
import type { ToDo } from './to-do.ts';

/*
 * What reports say of coverage: loaded by import(), where a Git host was asked for its list.
 */

/** What reports hold of coverage, for each place where it stands. */
export interface CoverageReport {
  /** All that was found, without secrets. */
  readonly found: Coverage;
  /** For the headline: what is not covered, or not proved; empty where everything is. */
  readonly sentence: string;
  /** For the end of the log: how many are protected, and whether the list is complete. */
  readonly numbers: readonly string[];
  /** For the log before that: what is spoken of by name. */
  readonly details: readonly string[];
  readonly toDo: readonly ToDo[];
  /** For the job summary. */
  readonly section: CoverageSection;
  /** Each gap, and why it is one, for tables and lists. */
  readonly gaps: readonly GapInWords[];
  readonly outputs: Readonly<Record<string, string>>;
  /** For the JSON report. */
  readonly record: CoverageRecord;
  /** For the output `report`: as much of it as fits into so many bytes. */
  readonly shortRecord: (maxBytes: number) => ShortRecord;
}

export interface GapInWords {
  readonly name: string;
  readonly url: string;
  readonly reason: GapReason;
  /** Its ID in GitProtect, where that lists it. */
  readonly listed: Id | undefined;
  /** As a part of a sentence. */
  readonly why: string;
  readonly remedy: string;
  /** This run failed for it: its problems say more. */
  readonly hasFailed: boolean;
}

export function coverageReport(found: Coverage, options: CoverageOptions, redactor: Redactor): CoverageReport {
  const coverage = cleanCoverage(found, options.worded, redactor);
  const { gaps } = coverage;
  const record = coverageRecord(coverage);
  return {
    found: coverage,
    sentence: sentenceOf(coverage),
    numbers: numbersOf(coverage),
    details: detailsOf(coverage),
    toDo: toDoOf(coverage, options),
    section: coverageInSummary(coverage, options),
    gaps: gaps.map((gap) => {
      const { repository, reason, listed, hasFailed } = gap;
      return { name: repository.path, url: repository.url, reason, listed, hasFailed, ...gapWords(gap, options) };
    }),
    outputs: outputsOf(coverage),
    record,
    shortRecord: (maxBytes) => shortRecord(record, maxBytes),
  };
}

function outputsOf({ inventory, gaps }: Coverage): CoverageReport['outputs'] {
  const isRead = isListRead(inventory);
  return {
    'host-repositories': isRead ? String(inventory.repositories.length) : '',
    'inventory-complete': String(inventory.incomplete === undefined),
    'repositories-uncovered': isRead ? String(gaps.length) : '',
  };
}

/** Names and addresses are the host's to choose; why a list is not complete is a text of ours, and names inputs. */
function cleanCoverage(
  { inventory, covered, gaps, skipped, skippedInProjects, notSelected, missingAtHost }: Coverage,
  worded: (text: string) => string,
  redactor: Redactor,
): Coverage {
  const { owner, incomplete } = inventory;
  const clean = (text: string): string => redactor.redact(text);
  const repository = (each: HostRepository): HostRepository => ({
    ...each,
    name: clean(each.name),
    path: clean(each.path),
    url: clean(each.url),
  });
  return {
    inventory: {
      ...inventory,
      owner: clean(owner),
      incomplete: incomplete === undefined ? undefined : worded(incomplete),
    },
    covered,
    gaps: gaps.map((gap) => ({ ...gap, repository: repository(gap.repository) })),
    skipped: skipped.map(repository),
    skippedInProjects,
    notSelected: notSelected.map(repository),
    missingAtHost: missingAtHost.map((each) => ({ ...each, name: clean(each.name) })),
  };
}

function sentenceOf({ inventory, gaps, covered }: Coverage): string {
  const host = HOST_NAMES[inventory.host];
  const selected = counted(covered + gaps.length, 'repository', 'repositories');
  const parts = [
    ...(gaps.length === 0
      ? []
      : [
          `${String(gaps.length)} of ${selected} at ${host} ${gaps.length === 1 ? 'is' : 'are'} not proved to be protected`,
        ]),
    ...(inventory.incomplete === undefined ? [] : [`the list of ${host} is not proved to be complete`]),
  ];
  return parts.join(', and ');
}

function numbersOf({ inventory, gaps, covered }: Coverage): readonly string[] {
  const { host, owner, repositories, pages, incomplete } = inventory;
  const name = HOST_NAMES[host];
  const proof = incomplete === undefined ? 'complete' : 'not proved to be complete';
  if (!isListRead(inventory)) return [`The list of ${name} could not be read`];
  return [
    `Coverage: ${String(covered)} of ${counted(covered + gaps.length, 'selected repository', 'selected repositories')} that ${name} lists ${covered === 1 ? 'is' : 'are'} proved to be protected`,
    `${name} lists ${counted(repositories.length, 'repository', 'repositories')} of '${owner}' on ${counted(pages, 'page')} (${proof})`,
  ];
}

function detailsOf(coverage: Coverage): readonly string[] {
  return namedInCoverage(coverage).map(({ heading, names }) => `${heading}: ${someOf(names.map(inQuotes))}`);
}

/** One for each reason. What this run failed for is told with its failure. */
function toDoOf({ inventory, gaps }: Coverage, options: CoverageOptions): readonly ToDo[] {
  const { host, incomplete } = inventory;
  const name = HOST_NAMES[host];
  const level = options.fails ? 'error' : 'warning';
  const untold = gaps.filter(({ hasFailed }) => !hasFailed).map((gap) => ({ ...gap, ...gapWords(gap, options) }));
  const ofGaps = [...Map.groupBy(untold, ({ why }) => why)].flatMap(([why, some]) =>
    some.slice(0, 1).map(({ remedy }): ToDo => ({
      level,
      source: 'coverage',
      title: `Not every repository at ${name} is proved to be protected`,
      names: some.map(({ repository }) => repository.path),
      weight: some.length,
      text: why,
      remedy,
    })),
  );
  if (incomplete === undefined) return ofGaps;
  const archived = options.skipsArchived
    ? options.worded('; what GitProtect lists and this list lacks is not skipped, archived or not (archived: skip)')
    : '';
  return [
    {
      level,
      source: 'coverage',
      title: `The list of ${name} is not proved to be complete`,
      names: [],
      // Nobody knows how many repositories it lacks.
      weight: Infinity,
      text: `${name} may have repositories that this run does not know: ${incomplete}${archived}`,
      remedy: 'Correct what kept the list from being complete, and run again.',
    },
    ...ofGaps,
  ];
}

function inQuotes(name: string): string {
  return `'${shortened(name)}'`;
}
