import type { IncomingMessage } from 'node:http';
import type { Body } from './body.ts';
import { Rejection } from './model.ts';

/* A request's body: its text, and the fields in it. */

export async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  const stream: AsyncIterable<Uint8Array> = request;
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The client went away in the middle of its request.
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function fieldsOf(text: string): Body {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) throw new Rejection(400, 'The body must be a JSON object.');
  return new Map(Object.entries(value).map(([name, field]: [string, unknown]) => [name.toLowerCase(), field]));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
