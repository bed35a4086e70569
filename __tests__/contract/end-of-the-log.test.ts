import { describe, expect, it } from '@jest/globals';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

describe('a run that ends before anything could be compared', () => {
  it.each([
    [{}, '❌ Not proved to be protected, nothing was changed: The backup plan is not in GitProtect.'],
    [
      { 'dry-run': 'true' },
      '❌ Not proved to be protected, nothing was changed (dry run): The backup plan is not in GitProtect.',
    ],
    [
      { 'dry-run': 'true', state: 'absent' },
      '❌ Not proved to be absent, nothing was changed (dry run): The backup plan is not in GitProtect.',
    ],
  ])('says so, then what went wrong and what to do: %j', async (inputs, verdict) => {
    const { log, summary } = await runAgainst(await serve(smallWorld().world), { plan: 'Dayly', ...inputs });

    const lines = log.split('\n');
    expect(lines.at(lines.indexOf(verdict) + 1)).toMatch(
      /^::error title=The backup plan is not in GitProtect::.*What to do: /,
    );
    expect(summary).toContain(`**${verdict.slice(2)}**\n\n### What to do now\n\n- ❌ **`);
  });
});

describe('the end of the log', () => {
  it('has the order of the summary: the result, what to do, numbers; details stand before it', async () => {
    const { world, acme } = smallWorld({ licenses: 2 });
    world.addRepository(acme, 'other');
    const simulator = await serve(world);

    const { log } = await runAgainst(simulator, { repository: '*' });

    const parts = [
      'Licenses: this run needs 2; at the start GitProtect counted 2 missing licenses',
      '::group::Details',
      "Repository 'api': ",
      '::endgroup::\n❌ Not protected: ',
      'What to do now:\n::error title=GitProtect refused to activate a license::',
      '3 checked: ',
      'Licenses: 2 needed, 1 activated, 1 not activated, 1 already active; ',
      "Backup plan 'Daily': healthy; ",
      "Organization 'acme': ",
    ];
    const places = parts.map((part) => log.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
