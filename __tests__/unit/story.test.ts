import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findDrift } from '../../src/protection/drift.ts';
import type { RepositoryOutcome } from '../../src/protection/outcome.ts';
import { Log } from '../../src/report/log.ts';
import { tellEnd, tellFindings } from '../../src/report/story.ts';
import { Secrets } from '../../src/secrets.ts';
import {
  anObservation,
  anOrganization,
  anOutcome,
  aPlan,
  aRepository,
  failed,
  guid,
  inPlan,
  listOf,
  runFacts,
} from '../support/build.ts';
import { printed } from '../support/printed.ts';

function log(): Log {
  return new Log(new Secrets());
}

function lines(): string[] {
  return printed()
    .split('\n')
    .filter((line) => line !== '');
}

function annotations(kind: 'error' | 'warning'): string[] {
  return lines().filter((line) => line.startsWith(`::${kind} `));
}

describe('the log', () => {
  it('keeps secrets out of every kind of line', async () => {
    const secrets = new Secrets();
    secrets.keep('hunter2000');
    const before = printed().length;
    const safe = new Log(secrets);
    safe.info('info hunter2000');
    safe.debug('debug hunter2000');
    safe.warning('title hunter2000', 'warning hunter2000');
    safe.error('title hunter2000', 'error\nhunter2000');
    await safe.group('group hunter2000', () => Promise.resolve());
    expect(printed().slice(before)).not.toContain('hunter2000');
    expect(safe.redact('elsewhere hunter2000')).toBe('elsewhere ***');
    expect(
      printed()
        .slice(before)
        .match(/\*\*\*/g),
    ).toHaveLength(7);
  });

  it('never lets a line of text be a command to the runner', () => {
    const starts = fc.constantFrom('::error::', ' ::stop-commands::x', '\t::add-mask::', '##[error]', '\n::warning::');
    fc.assert(
      fc.property(fc.oneof(fc.string(), starts), fc.string(), (start, rest) => {
        const before = printed().length;
        log().info(start + rest);
        const written = printed().slice(before);
        expect(written.indexOf('\n')).toBe(written.length - 1);
        expect(written).not.toMatch(/^\s*::|##\[/);
      }),
    );
  });

  it('keeps the lines of an error apart, and within one annotation', () => {
    log().error('Title', 'first\nsecond\r::third');
    const [annotation, ...rest] = lines();
    expect(annotation).toMatch(/^::error title=Title::first%0Asecond/);
    expect(annotation).not.toContain('%0D');
    expect(rest).toEqual([]);
  });

  it('folds a part of the story, gives its result, and closes it when the part fails', async () => {
    await expect(log().group('Part', () => Promise.resolve(7))).resolves.toBe(7);
    await expect(log().group('Part', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(lines()).toEqual(['::group::Part', '::endgroup::', '::group::Part', '::endgroup::']);
  });
});

describe('what was found', () => {
  it('is told of organization, plans and repositories, with IDs', () => {
    const drift = findDrift(
      anObservation({
        repositories: [aRepository({ license: 'active', plans: listOf() })],
        plans: [
          aPlan({
            schedule: 'enabled',
            selection: 'picked',
            lastRun: { errors: 1, warnings: 0, successes: 2, finishedAt: undefined },
          }),
          aPlan({ id: guid(201), name: undefined }),
        ],
      }),
    );
    tellFindings(drift, log());
    const [organization, daily, unnamed, repository] = lines();
    expect(organization).toMatch(new RegExp(`acme.*${guid(1)}`));
    expect(daily).toMatch(new RegExp(`Daily.*${guid(200)}.*schedule enabled.*1 error, 2 successes.*hand-picked`));
    expect(unnamed).toMatch(new RegExp(`${guid(201)}.*schedule not reported.*last run not reported$`));
    expect(repository).toMatch(new RegExp(`api.*${guid(100)}.*license active.*Daily.*: not attached`));
  });
});

describe('how it ended', () => {
  it('is told of each repository, and of the run with what it cost', () => {
    tellEnd(anOutcome({ license: { status: 'done', before: 'inactive', verified: true } }), runFacts(), log());
    expect(lines()).toHaveLength(2);
    expect(lines()[0]).toMatch(/api.*license active.*Daily.*: attached/);
    expect(lines()[1]).toMatch(/^✅ Protected.*4 requests, 850 ms/);
  });

  it('warns of what to be careful about, without failing', () => {
    tellEnd({ ...anOutcome(), plans: [aPlan({ schedule: 'disabled' })] }, runFacts(), log());
    expect(annotations('warning')).toHaveLength(1);
    expect(annotations('warning')[0]).toMatch(/title=.*'Daily'.*disabled/);
    expect(annotations('error')).toEqual([]);
    expect(lines().at(-1)).toMatch(/^⚠️/);
  });

  it('gives an error for each cause, with its repositories and what to do', () => {
    const one = (name: string, message: string): Partial<RepositoryOutcome> => ({
      repository: aRepository({ name }),
      license: failed('inactive', { message }),
    });
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => one(`repo-${name}`, 'no license is free'));
    tellEnd(anOutcome(...many, one('website', 'gone')), runFacts(), log());
    const [first, second, ...others] = annotations('error');
    expect(first).toMatch(/repo-a.*repo-e and 2 more: no license is free.*What to do: Free a license\./);
    expect(first).not.toContain('repo-f');
    expect(second).toMatch(/website: gone/);
    expect(others).toEqual([]);
    expect(lines().at(-1)).toMatch(/^❌ Not protected/);
  });

  it('gives no more annotations than GitHub shows', () => {
    const outcome = anOutcome(
      ...Array.from({ length: 20 }, (_, index) => ({
        license: failed('inactive' as const, { message: String(index) }),
      })),
    );
    const plans = Array.from({ length: 20 }, () => aPlan({ schedule: 'disabled' }));
    tellEnd({ ...outcome, plans }, runFacts(), log());
    expect(annotations('error')).toHaveLength(4);
    expect(annotations('warning')).toHaveLength(2);
    // The rest are lines.
    expect(lines().filter((line) => line.startsWith('It went wrong: api: '))).toHaveLength(16);
    expect(lines().filter((line) => line.startsWith('The backup plan is not scheduled: '))).toHaveLength(18);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('is an error for drift in a dry run where that shall fail (%s)', (failOnDrift, errors) => {
    const outcome = anOutcome({ plans: [inPlan({ status: 'would', before: 'detached' })] });
    tellEnd(outcome, runFacts({ dryRun: true, failOnDrift }), log());
    expect(annotations('error')).toHaveLength(errors);
    expect(lines()[0]).toContain('would be attached');
  });

  it('is told without a command to the runner, whatever the names hold', () => {
    const name = '::error::evil\n::stop-commands::x ##[add-mask]x\u202e';
    const observed = anObservation({
      organization: anOrganization({ name }),
      repositories: [aRepository({ name })],
      plans: [aPlan({ name })],
    });
    tellFindings(findDrift(observed), log());
    tellEnd({ ...anOutcome({ repository: aRepository({ name }) }), plans: [aPlan({ name })] }, runFacts(), log());
    expect(lines()).toHaveLength(5);
    for (const line of lines()) expect(line).not.toMatch(/^\s*::|##\[|\u202e/);
  });
});
