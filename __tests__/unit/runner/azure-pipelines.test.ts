import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { AzurePipelinesRunner, azurePlace } from '../../../src/runner/azure-pipelines.ts';
import { type AzureCommand, azureCommands } from '../../support/ci-readers.ts';

describe('a job of Azure Pipelines', () => {
  let folder = '';
  const written: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gitprotect-azure-'));
    written.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function aRunner(): AzurePipelinesRunner {
    const environment = { AGENT_TEMPDIRECTORY: folder };
    const stdout = { write: (text: string) => written.push(text) };
    return new AzurePipelinesRunner({ stdout }, new ActionInputs(environment, azurePlace(environment)));
  }

  const commands = (name: string): readonly AzureCommand[] =>
    azureCommands(written.join('').replaceAll(EOL, '\n')).filter((each) => each.name === name);

  async function deliver(outputs: Readonly<Record<string, string>>, summary = ''): Promise<void> {
    const runner = aRunner();
    const reports = { outputs: () => outputs, summary: () => summary, others: undefined };
    for (const each of runner.deliveries(reports)) await each.deliver();
  }

  it('masks exactly the secret, whatever it holds', () => {
    // The reader passes over what is not shown, as the agent may.
    const secret = fc.string({ unit: 'grapheme' }).filter((text) => text !== '' && !/[\p{DI}\p{C}]/u.test(text));
    const marks = fc.array(
      fc.constantFrom('%', ';', ']', '\r', '\n', '%AZP25', '%3B', '%0D', '%0A', '%5D', '%25', 'a'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          secret,
          marks.map((each) => `x${each.join('')}`),
        ),
        (text) => {
          written.length = 0;
          aRunner().redactor.addSecret(text);
          expect(commands('task.setsecret').map(({ data }) => data)).toEqual([text]);
        },
      ),
    );
  });

  it('gets outputs below 128 KiB, and is told of longer ones', async () => {
    // Of three bytes each with its escape.
    await deliver({ short: 'a', long: 'a'.repeat(128 * 1024), escaped: ';'.repeat(50_000) });
    expect(commands('task.setvariable').map(({ properties }) => properties['variable'])).toEqual(['short']);
    expect(written.filter((line) => line.includes('too long'))).toHaveLength(2);
    expect(written.every((line) => Buffer.byteLength(line) < 128 * 1024)).toBe(true);
  });

  it('gets a summary below 1 MiB, of whole lines', async () => {
    await deliver({}, 'łine\n'.repeat(300_000));
    const [command] = commands('task.uploadsummary');
    const summary = readFileSync(command?.data ?? '');
    expect(summary.length).toBeLessThan(1024 * 1024);
    expect(summary.length).toBeGreaterThan(1024 * 1024 - 10);
    expect(summary.toString()).toMatch(/^(łine\n)+$/);
  });

  it('gets ten issues at most; the others are lines', () => {
    const runner = aRunner();
    for (let index = 0; index < 8; index++) {
      runner.error(`Error ${String(index)}`, 'first\n##vso[task.complete]second');
      runner.warning(`Warning ${String(index)}`, 'a line');
    }
    expect(commands('task.logissue')).toHaveLength(10);
    expect(commands('task.logissue')[0]).toEqual({
      name: 'task.logissue',
      properties: { type: 'error' },
      data: 'Error 0: first\n## vso[task.complete]second',
    });
    expect(commands('task.complete')).toEqual([]);
    expect(written).toContain(`Error 7: first${EOL}`);
  });

  it('gets several things under one title as a list', () => {
    aRunner().error('2 inputs are wrong', 'one\ntwo\nWhat to do: Correct that.', 2);
    expect(commands('task.logissue').map(({ data }) => data)).toEqual([
      '2 inputs are wrong:\n- one\n- two\nWhat to do: Correct that.',
    ]);
  });

  it('writes a notice, for which there is no command, in lines of text', () => {
    aRunner().notice('Title', 'first\n##[endgroup]second');
    expect(written).toEqual([`Title: first${EOL}`, `## [endgroup]second${EOL}`]);
  });

  it.each([
    [true, []],
    [false, ['Failed']],
  ])('is told at the end that the step failed, and only then: %s', (success, results) => {
    aRunner().end(success);
    expect(commands('task.complete').map(({ properties }) => properties['result'])).toEqual(results);
  });
});
