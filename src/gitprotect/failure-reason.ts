import { describeNetworkError, type HttpCause } from '../http/failure.ts';

/** What failed, without what was being done to what. */
export function reasonOf(cause: HttpCause, message: string): string {
  if (cause.kind === 'network') return describeNetworkError(cause.error);
  if (cause.kind === 'timeout') return 'no complete answer in time';
  if (cause.kind !== 'status') return message;
  return `HTTP ${String(cause.response.status)}${withoutParticulars(cause.response.message)}`;
}

/** What a server said, without what it said it of: IDs, numbers and names in quotes. */
export function withoutParticulars(message: string): string {
  const text = message
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '…')
    .replace(/'[^']*'|"[^"]*"/g, '…')
    .replace(/\d+/g, '…');
  return text === '' ? '' : `: ${text}`;
}
