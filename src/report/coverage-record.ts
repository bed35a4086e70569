import { orphansOf } from '../domain/compare-inventory.ts';
import type { Coverage, GapReason } from '../domain/coverage.ts';
import type { HostRepository } from '../domain/inventory.ts';
import { SharedSpace } from './fitting.ts';
import { clipped } from './text.ts';

/** What the JSON report says of coverage. */
export interface CoverageRecord {
  readonly inventory: InventoryRecord;
  readonly gaps: readonly GapRecord[];
  /** What GitProtect lists, and a complete inventory does not. */
  readonly orphans: readonly object[];
  /** What is archived at the host, and was left as it is. */
  readonly skipped: readonly HostRecord[];
  /** What the host lists, and the run was not asked for. */
  readonly 'not-selected': readonly HostRecord[];
}

interface HostRecord {
  readonly name: string;
  readonly url: string;
}

interface InventoryRecord {
  readonly host: string;
  readonly owner: string;
  readonly complete: boolean;
  readonly repositories: number;
  readonly pages: number;
  /** Where it is not complete. */
  readonly why?: string;
}

interface GapRecord extends HostRecord {
  readonly reason: GapReason;
}

/** The whole record of a coverage. */
export function coverageRecord(coverage: Coverage): CoverageRecord {
  const { inventory, gaps, skipped, notSelected } = coverage;
  const { host, owner, incomplete, repositories, pages } = inventory;
  return {
    inventory: {
      host,
      owner: clipped(owner),
      complete: incomplete === undefined,
      repositories: repositories.length,
      pages,
      ...(incomplete === undefined ? {} : { why: incomplete }),
    },
    gaps: gaps.map(({ repository, reason }) => ({ ...named(repository), reason })),
    orphans: orphansOf(coverage).map(({ id, name }) => ({ id, name: clipped(name) })),
    skipped: skipped.map((each) => ({ ...named(each), reason: 'archived' })),
    'not-selected': notSelected.map(named),
  };
}

/** A record, cut to what an output holds. */
export interface ShortRecord {
  readonly record: CoverageRecord;
  /** Of its JSON. */
  readonly bytes: number;
  readonly isCut: boolean;
}

/** As much of a record as fits into so many bytes of JSON, the gaps first. */
export function shortRecord(whole: CoverageRecord, maxBytes: number): ShortRecord {
  const { inventory, gaps, orphans, skipped, 'not-selected': notSelected } = whole;
  const space = new SharedSpace(maxBytes);
  const record = {
    inventory,
    gaps: space.take(gaps),
    orphans: space.take(orphans),
    skipped: space.take(skipped),
    'not-selected': space.take(notSelected),
  };
  return { record, bytes: Buffer.byteLength(JSON.stringify(record)), isCut: space.isCut };
}

function named({ path, url }: HostRepository): HostRecord {
  return { name: clipped(path), url: clipped(url) };
}
