import { cut } from '../shared/text.ts';

/** `850 ms` or `4.2 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${String(Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A time for people, in UTC: `2026-11-19 02:00 UTC`. */
export function utc(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** No Git service has longer names; a report must not be filled by one. */
export function clipped(name: string): string {
  return cut(name, 500);
}

/** The first of many, and how many more there are. @param count of all */
export function withRest(first: readonly string[], count: number): string {
  const rest = count - first.length;
  return `${first.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}

/** Host and path of an address: what else stands in it may be secret. */
export function hostAndPath({ host, pathname }: URL): string {
  return `${host}${pathname}`.replace(/\/$/, '');
}
