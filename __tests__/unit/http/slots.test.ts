import { describe, expect, it } from '@jest/globals';
import { Slots } from '../../../src/http/slots.ts';

/** Lets everything happen that waits for nothing but its turn. */
async function settle(): Promise<void> {
  await new Promise(setImmediate);
}

function askers(slots: Slots): { ask: (name: string) => void; started: string[] } {
  const started: string[] = [];
  const ask = (name: string): void => {
    void slots.acquire().then(() => started.push(name));
  };
  return { ask, started };
}

describe('slots', () => {
  it('are as many as there are, given in the order in which they were asked for', async () => {
    const slots = new Slots(2);
    const { ask, started } = askers(slots);
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    await settle();
    expect(started).toEqual(['a', 'b']);
    slots.release();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
  });

  it('that nobody waits for are kept', async () => {
    const slots = new Slots(1);
    const { ask, started } = askers(slots);
    ask('a');
    await settle();
    slots.release();
    ask('b');
    ask('c');
    await settle();
    expect(started).toEqual(['a', 'b']);
  });
});
