import { Rejection } from './model.ts';

/** A request's fields by their names in lower case: ASP.NET reads keys without regard to case. */
export type Body = ReadonlyMap<string, unknown>;

/* A field of a request. All throw a Rejection with 400 for a field that is not as it must be. */

export function text(body: Body, name: string): string {
  const value = body.get(name);
  if (typeof value === 'string') return value;
  throw new Rejection(400, `The field ${name} is required.`);
}

export function positive(body: Body, name: string, fallback: number): number {
  const value = body.get(name) ?? fallback;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Rejection(400, `The field ${name} must be a positive integer.`);
}

/** False without the field. */
export function flag(body: Body, name: string): boolean {
  const value = body.get(name) ?? false;
  if (typeof value === 'boolean') return value;
  throw new Rejection(400, `The field ${name} must be true or false.`);
}

export function guid(body: Body, name: string): string {
  return asGuid(body.get(name), name);
}

export function guids(body: Body, name: string): string[] {
  return asList(body.get(name), name).map((item) => asGuid(item, name));
}

export function asGuid(value: unknown, name: string): string {
  if (typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    return value.toLowerCase();
  throw new Rejection(400, `The field ${name} must be a GUID.`);
}

export function asList(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new Rejection(400, `The field ${name} must be a list.`);
}
