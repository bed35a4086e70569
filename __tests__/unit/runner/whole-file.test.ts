import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonOfFailure } from '../../../src/report/json.ts';
import { writeWhole } from '../../../src/runner/whole-file.ts';
import type { ReportFile } from '../../../src/shared/report-file.ts';
import { aFailedRun } from '../../support/build.ts';
import { linkFile, linkFolder } from '../../support/links.ts';

let place = '';
let workspace = '';

function fileAt(path: string, format: ReportFile['format'] = 'json'): ReportFile {
  return { path: join(workspace, path), workspace, format };
}

async function write(path: string, pieces: Iterable<string> = ['new']): Promise<void> {
  await writeWhole(fileAt(path), pieces);
}

function textAt(path: string): string {
  return readFileSync(join(workspace, path), 'utf8');
}

describe('the report file', () => {
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'gitprotect-report-'));
    workspace = join(place, 'workspace');
    mkdirSync(workspace);
  });

  afterEach(() => {
    rmSync(place, { recursive: true, force: true });
  });

  it('is written in pieces, in a folder that is made for it', async () => {
    await write('deep/er/report.json', ['one ', 'two ', 'ölbaum 😀']);
    expect(textAt('deep/er/report.json')).toBe('one two ölbaum 😀');
    expect(readdirSync(join(workspace, 'deep/er'))).toEqual(['report.json']);
  });

  it.each([
    [0o077, 0o600],
    [0o022, 0o644],
  ])('may be read by whom the umask %o says', async (umask, mode) => {
    const before = process.umask(umask);
    try {
      await write('report.json');
    } finally {
      process.umask(before);
    }
    // Windows knows only whether it may be written.
    expect(lstatSync(join(workspace, 'report.json')).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : mode);
  });

  it('takes the place of an older one when a run ended early', async () => {
    await write('report.json', ['{"old":true}'.repeat(1000)]);
    await write('report.json', [jsonOfFailure(aFailedRun())]);
    expect(JSON.parse(textAt('report.json'))).toHaveProperty('error.title', 'It went wrong');
  });

  it('may be in a workspace that is a link itself', async () => {
    const link = join(place, 'link');
    linkFolder(workspace, link);
    const file = { ...fileAt('report.json'), path: join(link, 'report.json'), workspace: link };
    await writeWhole(file, ['new']);
    expect(textAt('report.json')).toBe('new');
  });

  it('may be in a folder that is a link within the workspace', async () => {
    mkdirSync(join(workspace, 'folder'));
    linkFolder('folder', join(workspace, 'link'));
    await write('link/report.json');
    expect(textAt('folder/report.json')).toBe('new');
  });

  it.each(['link/report.json', 'link/deep/report.json'])(
    'is refused where a link leads out of the workspace: %s',
    async (path) => {
      mkdirSync(join(place, 'outside/deep'), { recursive: true });
      linkFolder(join(place, 'outside'), join(workspace, 'link'));
      await expect(write(path)).rejects.toThrow('leads out of the workspace by a link');
      expect(readdirSync(join(place, 'outside'), { recursive: true })).toEqual(['deep']);
    },
  );

  it('makes no folder outside of the workspace when it is refused', async () => {
    mkdirSync(join(place, 'outside'));
    linkFolder(join(place, 'outside'), join(workspace, 'link'));
    await expect(write('link/new/report.json')).rejects.toThrow('leads out of the workspace by a link');
    expect(readdirSync(join(place, 'outside'))).toEqual([]);
  });

  it.each(['outside.json', 'no-such.json'])('replaces a link at its place, and does not follow it: %s', async (to) => {
    writeFileSync(join(place, 'outside.json'), 'kept');
    linkFile(join(place, to), join(workspace, 'report.json'));
    await write('report.json');
    expect(textAt('report.json')).toBe('new');
    expect(lstatSync(join(workspace, 'report.json')).isSymbolicLink()).toBe(false);
    expect(readdirSync(place)).toEqual(['outside.json', 'workspace']);
    expect(readFileSync(join(place, 'outside.json'), 'utf8')).toBe('kept');
  });

  it('is not there in part when its making fails, and an older one stays', async () => {
    function* breaking(): Generator<string> {
      yield 'half';
      throw new Error('out of paper');
    }
    await write('report.json', ['old']);
    await expect(write('report.json', breaking())).rejects.toThrow('out of paper');
    expect(textAt('report.json')).toBe('old');
    expect(readdirSync(workspace)).toEqual(['report.json']);
  });

  it('leaves nothing behind when its place is taken by a folder', async () => {
    mkdirSync(join(workspace, 'report.json'));
    await expect(write('report.json')).rejects.toThrow();
    expect(readdirSync(workspace)).toEqual(['report.json']);
    expect(readdirSync(join(workspace, 'report.json'))).toEqual([]);
  });

  it('is written although a run that was killed left its unfinished file', async () => {
    writeFileSync(join(workspace, `.gitprotect-report-${String(process.pid)}`), 'half');
    await write('report.json');
    expect(textAt('report.json')).toBe('new');
  });

  it('may be in a folder whose name begins with two dots', async () => {
    await write('..reports/report.json');
    expect(textAt('..reports/report.json')).toBe('new');
  });
});
