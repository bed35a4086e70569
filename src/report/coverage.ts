import { type Coverage, type Gap, GAP_REASONS } from '../domain/coverage.ts';
import type { HostRepository } from '../domain/inventory.ts';
import type { Redactor } from '../shared/redactor.ts';
import { counted, label, someOf, upperFirst } from '../shared/text.ts';
import { type CoverageRecord, coverageRecord, type ShortRecord, shortRecord } from './coverage-record.ts';
import { coverageSection } from './coverage-section.ts';
import { GAPS, HOST_NAMES } from './coverage-words.ts';
import type { Warning } from './warning.ts';

/*
 * What reports say of coverage: loaded by import(), where a Git host was asked for its list.
 */

/** What reports hold of coverage, for each place where it stands. */
export interface CoverageReport {
  /** For the headline: what is not covered, or not proved; empty where everything is. */
  readonly sentence: string;
  /** For the log. */
  readonly lines: readonly string[];
  readonly warnings: readonly Warning[];
  /** For the job summary, as blocks of Markdown. */
  readonly section: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** For the JSON report. */
  readonly record: CoverageRecord;
  /** For the output `report`: as much of it as fits into so many bytes. */
  readonly shortRecord: (maxBytes: number) => ShortRecord;
}

/** So many names of each reason are in a warning. */
const MAX_NAMES = 5;

/**
 * @param fails the step fails for what is not covered
 * @param worded gives a text the names under which the user knows the inputs
 */
export function coverageReport(
  found: Coverage,
  fails: boolean,
  redactor: Redactor,
  worded: (text: string) => string,
): CoverageReport {
  const coverage = wordedCoverage(withoutSecrets(found, redactor), worded);
  const { inventory, gaps } = coverage;
  const record = coverageRecord(coverage);
  return {
    sentence: sentenceOf(coverage),
    lines: linesOf(coverage),
    warnings: warningsOf(coverage, fails, worded),
    section: coverageSection(coverage, worded),
    outputs: {
      'host-repositories': String(inventory.repositories.length),
      'inventory-complete': String(inventory.incomplete === undefined),
      'repositories-uncovered': String(gaps.length),
    },
    record,
    shortRecord: (maxBytes) => shortRecord(record, maxBytes),
  };
}

/** Names and addresses are the host's to choose. */
function withoutSecrets({ inventory, gaps, skipped, orphans, ...rest }: Coverage, redactor: Redactor): Coverage {
  const clean = (text: string): string => redactor.redact(text);
  const repository = (each: HostRepository): HostRepository => ({
    ...each,
    name: clean(each.name),
    path: clean(each.path),
    url: clean(each.url),
  });
  return {
    ...rest,
    inventory: { ...inventory, owner: clean(inventory.owner) },
    gaps: gaps.map((gap) => ({ ...gap, repository: repository(gap.repository) })),
    skipped: skipped.map(repository),
    orphans: orphans.map((each) => ({ ...each, name: clean(each.name) })),
  };
}

/** Why a list is not complete names inputs. */
function wordedCoverage({ inventory, ...rest }: Coverage, worded: (text: string) => string): Coverage {
  const { incomplete } = inventory;
  return {
    ...rest,
    inventory: { ...inventory, incomplete: incomplete === undefined ? undefined : worded(incomplete) },
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

function linesOf({ inventory, gaps, covered, skipped, orphans }: Coverage): readonly string[] {
  const { host, owner, repositories, pages, incomplete } = inventory;
  const name = HOST_NAMES[host];
  const proof = incomplete === undefined ? 'complete' : 'not proved to be complete';
  return [
    ...(pages === 0
      ? [`The list of ${name} could not be read`]
      : [
          `${name} lists ${counted(repositories.length, 'repository', 'repositories')} of '${owner}' on ${counted(pages, 'page')} (${proof})`,
          `Coverage: ${String(covered)} of ${counted(covered + gaps.length, 'selected repository', 'selected repositories')} that ${name} lists ${covered === 1 ? 'is' : 'are'} proved to be protected`,
        ]),
    ...(skipped.length === 0 ? [] : [`Skipped, since archived at ${name}: ${namesOf(skipped)}`]),
    ...(orphans.length === 0 ? [] : [`Listed by GitProtect, but not by ${name}: ${someOf(orphans.map(label))}`]),
  ];
}

function warningsOf(
  { inventory, gaps }: Coverage,
  fails: boolean,
  worded: (text: string) => string,
): readonly Warning[] {
  const { host, incomplete } = inventory;
  const name = HOST_NAMES[host];
  return [
    ...(gaps.length === 0
      ? []
      : [
          aWarning(
            fails,
            `Not every repository at ${name} is proved to be protected`,
            `${counted(gaps.length, 'repository', 'repositories')} at ${name} ${gaps.length === 1 ? 'is' : 'are'} not proved to be protected. ${reasonsOf(gaps)}`,
            [...new Set(gaps.map(({ reason }) => reason))].map((reason) => worded(GAPS[reason].remedy)).join(' '),
          ),
        ]),
    ...(incomplete === undefined
      ? []
      : [
          aWarning(
            fails,
            `The list of ${name} is not proved to be complete`,
            `${name} may have repositories that this run does not know: ${incomplete}.`,
            'Correct that, and run again.',
          ),
        ]),
  ];
}

/** What to do stands apart where the step fails. */
function aWarning(fails: boolean, title: string, text: string, remedy: string): Warning {
  return fails ? { title, text, remedy } : { title, text: `${text} ${remedy}`, remedy: undefined };
}

/** `Not listed by GitProtect: 'a', 'b'. No active license: 'c'.` */
function reasonsOf(gaps: readonly Gap[]): string {
  const byReason = Map.groupBy(gaps, ({ reason }) => reason);
  return GAP_REASONS.flatMap((reason) => {
    const some = byReason.get(reason) ?? [];
    const names = some.map(({ repository }) => repository);
    return some.length === 0 ? [] : `${upperFirst(GAPS[reason].why)}: ${namesOf(names, MAX_NAMES)}.`;
  }).join(' ');
}

function namesOf(repositories: readonly HostRepository[], max?: number): string {
  return someOf(
    repositories.map(({ path }) => `'${path}'`),
    max,
  );
}
