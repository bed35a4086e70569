import { describe, expect, it } from '@jest/globals';
import { findDrift } from '../../src/protection/drift.ts';
import type { Outcome } from '../../src/protection/outcome.ts';
import { EVERYTHING, type Line, select, type Selected, type Selection } from '../../src/protection/select.ts';
import { Log } from '../../src/report/log.ts';
import { subjectOf, tellEnd, tellFindings, tellSelection } from '../../src/report/story.ts';
import { Secrets } from '../../src/secrets.ts';
import { aNameLine, anObservation, aPlan, aRepository, failed, guid, listOf, runFacts } from '../support/build.ts';
import { nameOf, outcomeOf, WAYS } from '../support/many.ts';
import { printed } from '../support/printed.ts';

const PATTERN: Line = { kind: 'pattern', asked: 'web*' };

function log(): Log {
  return new Log(new Secrets());
}

function lines(): string[] {
  return printed()
    .split('\n')
    .filter((line) => line !== '');
}

function annotations(): string[] {
  return lines().filter((line) => /^::(error|warning|notice) /.test(line));
}

function selected(included: readonly Line[], excluded: readonly Line[] = [], ...more: readonly string[]): Selected {
  const names = ['api', 'web', 'website', 'acme/docs', ...more];
  const repositories = names.map((name, index) =>
    aRepository({ id: guid(index), name: name.replace(/^-/, ''), removed: name.startsWith('-') }),
  );
  return select({ included, excluded }, 'acme', repositories);
}

describe('what is looked at', () => {
  it.each<[string, Selection]>([
    ["'acme/api'", { included: [aNameLine('acme/api', 'api')], excluded: [] }],
    ["'web*'", { included: [PATTERN], excluded: [] }],
    ['the selected repositories', { included: [aNameLine('api'), PATTERN], excluded: [] }],
    ['the selected repositories', { included: [PATTERN], excluded: [aNameLine('api')] }],
  ])('is %s', (subject, selection) => {
    expect(subjectOf(selection)).toBe(subject);
  });
});

describe('the selection', () => {
  it('of a single name says nothing: what it means is told anyway', () => {
    tellSelection(selected([aNameLine('api')]), log());
    expect(lines()).toEqual([]);
  });

  it('tells what each pattern and exclusion means, and how many are selected', () => {
    tellSelection(selected([PATTERN, aNameLine('api')], [aNameLine('website')]), log());
    expect(lines()).toEqual([
      "'web*' selects 2 repositories: web, website",
      "'api' selects 1 repository: api",
      "'!website' leaves out 1 repository: website",
      'Selected: 2 repositories',
    ]);
  });

  it.each<[string, Selected]>([
    ['a single pattern', selected([PATTERN])],
    ['several names', selected([aNameLine('api'), aNameLine('web')])],
    ['a name with an exclusion', selected([aNameLine('api')], [aNameLine('web')])],
  ])('of %s is told', (_, found) => {
    tellSelection(found, log());
    expect(lines().at(-1)).toMatch(/^Selected: \d repositor(y|ies)$/);
  });

  it('names no more than five of many', () => {
    tellSelection(selected([EVERYTHING], [], 'a', 'b', 'c'), log());
    expect(lines()[0]).toBe("'*' selects 7 repositories: api, web, website, acme/docs, a and 2 more");
  });

  it('tells how many are passed over', () => {
    tellSelection(selected([EVERYTHING], [], '-old', '-older'), log());
    expect(lines()).toContain('Passed over, since GitProtect marks them as removed at the Git host: 2');
  });

  it('gives one notice for all exclusions that leave out nothing', () => {
    tellSelection(selected([EVERYTHING], [aNameLine('idle'), PATTERN, aNameLine('lazy')]), log());
    expect(annotations()).toEqual([
      expect.stringMatching(/^::notice title=A line of repository leaves out nothing::'!idle', '!lazy': /),
    ]);
  });

  it('gives no notice for an exclusion that leaves out what is removed', () => {
    tellSelection(selected([EVERYTHING], [aNameLine('old')], '-old'), log());
    expect(annotations()).toEqual([]);
    expect(lines()).toContain("'!old' leaves out nothing");
  });
});

describe('what was found', () => {
  it.each([
    [20, 20],
    [21, 2],
  ])('of %i repositories, of which two differ, is told of %i', (count, told) => {
    const plan = aPlan({ repositories: listOf(...Array.from({ length: count - 1 }, (_, index) => guid(index))) });
    const repositories = Array.from({ length: count }, (_, index) =>
      aRepository({ id: guid(index), name: nameOf(index), license: index === 3 ? 'inactive' : 'active' }),
    );
    tellFindings(findDrift(anObservation({ repositories, plans: [plan] })), log());
    const of = lines().filter((line) => line.startsWith('Repository '));
    expect(of).toHaveLength(told);
    for (const name of [nameOf(3), nameOf(count - 1)]) expect(of.some((line) => line.includes(name))).toBe(true);
    expect(lines().includes(`${String(count)} repositories, 2 of which are not as asked for`)).toBe(count > 20);
  });
});

describe('how many ended', () => {
  it('is told as totals', () => {
    const ways = { 3: WAYS.changed, 5: WAYS.failed, 20: WAYS.unproved };
    tellEnd(
      outcomeOf(21, (index) => (index in ways ? ways[index as keyof typeof ways] : {})),
      runFacts(),
      log(),
    );
    expect(lines().slice(0, 4)).toEqual([
      '1 failed',
      '1 changed, state not reported by the server',
      '1 newly protected',
      '18 protected already',
    ]);
    expect(lines().filter((line) => line.startsWith('Repository '))).toEqual([]);
    expect(lines().at(-1)).toMatch(/^❌ Not protected: 1 of 21 repositories of organization 'acme'/);
  });
});

/** A hundred plans that are not scheduled, a hundred repositories that failed each in its own way. */
function hundredsOf(): Outcome {
  const outcome = outcomeOf(101, (index) =>
    index === 100 ? WAYS.unproved : { license: failed('inactive', { message: `reason ${String(index)}` }) },
  );
  const plans = Array.from({ length: 100 }, (_, index) =>
    aPlan({ id: guid(index), name: `Plan ${String(index)}`, schedule: 'disabled' }),
  );
  return { ...outcome, plans };
}

describe('annotations', () => {
  it('are ten at most, whatever happens', () => {
    const same = log();
    tellSelection(selected([EVERYTHING], [aNameLine('idle')]), same);
    tellEnd(hundredsOf(), runFacts({ dryRun: true, failOnDrift: true }), same);
    expect(annotations()).toHaveLength(7);
    for (const kind of ['notice', 'warning', 'error'] as const)
      for (let index = 0; index < 10; index++) same[kind](`${kind} ${String(index)}`, 'first\nsecond');
    expect(annotations()).toHaveLength(10);
  });

  it('that are too many are lines, of which none is lost or a command', () => {
    const same = log();
    for (let index = 0; index < 10; index++) same.notice('Some', 'thing');
    same.error('Title', 'first\n::error::second');
    same.warning('::warning::x', 'third');
    expect(lines().slice(10)).toEqual(['Title: first', ': :error::second', ': :warning::x: third']);
  });

  it('of a dry run that fails for its drift are not crowded out by cautions', () => {
    const outcome = { ...outcomeOf(30, () => WAYS['would-change']), plans: hundredsOf().plans };
    tellEnd(outcome, runFacts({ dryRun: true, failOnDrift: true }), log());
    expect(annotations().map((line) => line.split('::')[1])).toEqual([
      'warning title=The backup plan is not scheduled',
      'warning title=The backup plan is not scheduled',
      'error title=Drift found',
    ]);
  });

  it('of causes are for those of most repositories', () => {
    const cause = (index: number): string => (index < 10 ? `alone ${String(index)}` : 'shared by many');
    tellEnd(
      outcomeOf(40, (index) => ({ license: failed('inactive', { message: cause(index) }) })),
      runFacts(),
      log(),
    );
    expect(annotations()).toHaveLength(4);
    expect(annotations()[0]).toContain('and 25 more: shared by many');
    for (let index = 0; index < 10; index++) expect(printed()).toContain(`alone ${String(index)}`);
  });
});
