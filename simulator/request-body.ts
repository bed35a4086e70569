import type { IncomingMessage } from 'node:http';
import type { Body } from './body.ts';
import { Rejection } from './model.ts';

/* A request's body: its text, and the fields in it. */

/** Undefined where the client goes away in the middle of its request. */
export function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve) => {
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    request.on('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    // After the end it no longer counts.
    request.on('error', () => {
      resolve(undefined);
    });
    request.on('close', () => {
      resolve(undefined);
    });
  });
}

export function fieldsOf(value: unknown): Body {
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
