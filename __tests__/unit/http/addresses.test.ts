import { getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { waitForDistantAddresses } from '../../../src/http/addresses.ts';

const atFirst = getDefaultAutoSelectFamilyAttemptTimeout();

describe('the time for each address of a host', () => {
  afterEach(() => {
    setDefaultAutoSelectFamilyAttemptTimeout(atFirst);
  });

  it.each([
    [30, 2000],
    [600, 2000],
    [3, 1500],
    [4, 2000],
    [1, 500],
  ])('leaves within a request-timeout of %i s time for a second one: %i ms', (requestTimeoutSeconds, milliseconds) => {
    setDefaultAutoSelectFamilyAttemptTimeout(250);
    waitForDistantAddresses(requestTimeoutSeconds);
    expect(getDefaultAutoSelectFamilyAttemptTimeout()).toBe(milliseconds);
  });

  it('stays longer where Node was started so', () => {
    setDefaultAutoSelectFamilyAttemptTimeout(10_000);
    waitForDistantAddresses(30);
    expect(getDefaultAutoSelectFamilyAttemptTimeout()).toBe(10_000);
  });
});
