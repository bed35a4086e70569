import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';

/** A handshake with another continent takes less, also where its first packet is lost and sent again after one second. */
const ADDRESS_TIMEOUT_MS = 2000;

/**
 * Gives each address of a host time for a distant server's handshake, before the next one is tried: Node gives 250 ms.
 * For the whole process, since a tunnel through a proxy takes no options of its own.
 */
export function waitForDistantAddresses(requestTimeoutSeconds: number): void {
  // A second address is tried even within the shortest timeout of a request.
  const milliseconds = Math.min(ADDRESS_TIMEOUT_MS, requestTimeoutSeconds * 500);
  setDefaultAutoSelectFamilyAttemptTimeout(Math.max(milliseconds, getDefaultAutoSelectFamilyAttemptTimeout()));
}
