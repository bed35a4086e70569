import type { Known, Metadata, PlanSelection } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import type { JsonObject } from '../shared/json-object.ts';

/*
 * What the fields of a row prove [open]. The usual spellings are read, negative evidence wins over positive, and what is
 * not understood is unknown, never a guess.
 */

/** Whether a value stands for none: null, empty, zero, an ID of zeros, or .NET's first date. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === false) return true;
  if (typeof value === 'number') return value <= 0;
  return typeof value === 'string' && (/^[0-]*$/.test(value.trim()) || value.startsWith('0001-01-01'));
}

/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
export function parsePlanSelection(fields: JsonObject): Known<PlanSelection> {
  const all = includeAllFlags(fields);
  if (all.has(true)) return all.size === 1 ? 'all' : 'unknown';
  const mode = parseChoiceMode(fields);
  if (mode === 'rules' || fields.all('rules').some(holdsSomething)) return 'rules';
  return mode === 'individual' && all.size === 1 && all.has(false) ? 'manual' : 'unknown';
}

/** Whether a plan says that it takes in every repository, and says otherwise as well. */
export function isSelectionDisputed(fields: JsonObject): boolean {
  const all = includeAllFlags(fields);
  return all.has(true) && all.size > 1;
}

function includeAllFlags(fields: JsonObject): ReadonlySet<boolean | undefined> {
  const names = [
    'inculdeAllReposistories',
    'includeAllRepositories',
    'includeAllReposistories',
    'inculdeAllRepositories',
  ];
  return new Set(fields.all(...names).map((value) => parseBoolean(value)));
}

/** Whether a plan says that it takes in every repository; undefined where it doesn't say, or contradicts itself. */
export function parseIncludesAll(fields: JsonObject): boolean | undefined {
  const flags = includeAllFlags(fields);
  const [flag] = flags;
  return flags.size === 1 ? flag : undefined;
}

/** [doc] `gitChoiceMode`; of its values only `Individual` is known, and what the numbers mean is not [open]. */
function parseChoiceMode(fields: JsonObject): Known<'individual' | 'rules'> {
  const modes = fields.all('gitChoiceMode').filter((value) => value !== null && value !== '');
  if (modes.some((mode) => typeof mode === 'string' && !/^(\d*|individual)$/i.test(mode.trim()))) return 'rules';
  return modes.every((mode) => typeof mode === 'string' && !/\d/.test(mode)) ? 'individual' : 'unknown';
}

function holdsSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Where flags contradict each other, nothing is known. */
export function parseMetadata(fields: JsonObject): Known<Metadata> {
  const flags = new Set(fields.all('includeMetadata', 'isMetadataIncluded').map((value) => parseBoolean(value)));
  const [flag] = flags;
  if (flags.size !== 1 || flag === undefined) return 'unknown';
  return flag ? 'included' : 'excluded';
}
