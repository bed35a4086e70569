import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failurePage } from '../../src/report/html/failure-page.ts';
import { pageOf } from '../../src/report/html/page.ts';
import { printable } from '../../src/shared/text.ts';
import { Browser, lackingBrowser, type Tab } from '../support/browser.ts';
import { aFailedRun, aRepository, aRunResult, failed, guid, inPlan } from '../support/build.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { anInventory, atHost } from '../support/inventories.ts';
import { outcomeOf } from '../support/many.ts';

/* The page of `report-file` in a real browser: what it shows, loads and runs, and whether everybody can use it. */

const missing = lackingBrowser();
if (missing !== undefined) console.warn(`SKIPPED: the page in a browser: ${missing}. .ci/run installs what is needed.`);
// Where the machine lacks it, the suite says so, and `.ci/run` takes a skipped test for a failure.
const where = missing === undefined ? describe : describe.skip;

const AXE = readFileSync(join(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8');
const COUNT = 600;
/** Enough where it does not matter how many they are. */
const FEW = 60;
/** More than a page of the table holds. */
const TWO_PAGES = 300;
const hostile = Object.values(HOSTILE);

let folder = '';
let browser: Browser;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gitprotect-page-'));
  if (missing === undefined) browser = new Browser();
});

afterAll(async () => {
  if (missing === undefined) await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Of many repositories each seventh failed; those at the front have hostile names. */
function manyRepositories(count = COUNT): Iterable<string> {
  const outcome = outcomeOf(count, (index) => {
    const repository = aRepository({ id: guid(1000 + index), name: hostile[index] ?? `repo-${String(index)}` });
    const plans = [inPlan('attached', { kind: 'already' }, { name: hostile[index % hostile.length] ?? '' })];
    const name = repository.name;
    return index % 7 === 0
      ? {
          repository,
          plans,
          license: {
            before: 'inactive',
            result: failed({
              title: 'No license',
              message: `${name}: none of ${String(index)}`,
              reason: 'none is free',
              remedy: name,
            }),
          },
        }
      : { repository, plans };
  });
  const paths = hostile.map((text) => atHost(text));
  const gaps = paths.map((repository) => ({ repository, reason: 'not-listed', hasFailed: false }) as const);
  const inventory = anInventory('github', paths, { owner: hostile[0] ?? '' });
  return pageOf(
    aRunResult(outcome, {}, { inventory, covered: 0, gaps, skipped: paths, notSelected: [], missingAtHost: [] }),
  );
}

interface Options {
  readonly scheme?: 'light' | 'dark';
  readonly scripts?: boolean;
}

async function show(pieces: Iterable<string>, { scheme = 'light', scripts = true }: Options = {}): Promise<Tab> {
  const file = join(folder, 'page.html');
  writeFileSync(file, [...pieces].join(''));
  const tab = await browser.open();
  await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await tab.send('Emulation.setScriptExecutionDisabled', { value: !scripts });
  await tab.send('Emulation.setDeviceMetricsOverride', {
    width: 1200,
    height: 900,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await tab.show(pathToFileURL(file).href);
  return tab;
}

/** The texts of the first cells of the rows that are in the table. */
async function namesIn(tab: Tab): Promise<readonly string[]> {
  return await tab.evaluate("[...document.querySelectorAll('#repositories tbody th')].map((cell) => cell.textContent)");
}

async function textOf(tab: Tab, selector: string): Promise<string> {
  return await tab.evaluate(`document.querySelector(${JSON.stringify(selector)}).textContent`);
}

async function type(tab: Tab, text: string): Promise<void> {
  await tab.evaluate("document.getElementById('search').select(); document.getElementById('search').focus()");
  await tab.send('Input.insertText', { text });
}

async function choose(tab: Tab, value: string): Promise<void> {
  const choice = "document.getElementById('which')";
  await tab.evaluate(`${choice}.value = '${value}'; ${choice}.dispatchEvent(new Event('change'))`);
}

/** What axe finds wrong, a line each; the rest of many rows is like the first. */
async function violationsIn(tab: Tab, rules: object): Promise<readonly string[]> {
  // The tools of a developer are not bound by the page's policy.
  await tab.evaluate(`${AXE}; undefined`);
  return await tab.evaluate(
    `axe.run({ exclude: [["#repositories tbody tr:nth-child(n+${String(hostile.length + 15)})"]] }, ${JSON.stringify(rules)}).then(({ violations }) => violations.map(({ id, nodes }) => \`\${id}: \${nodes.map(({ html }) => html).join(" ")}\`))`,
  );
}

where('the page in a browser', () => {
  it('loads nothing, runs nothing of others, and shows hostile names as text', async () => {
    const tab = await show(manyRepositories(FEW));
    await choose(tab, 'n');
    const names = await namesIn(tab);
    expect(names.slice(0, hostile.length)).toEqual(hostile.map((text) => printable(text)));
    expect(await tab.evaluate("document.querySelectorAll('img, iframe, object, form, base, script[src]').length")).toBe(
      0,
    );
    expect(await tab.evaluate('document.scripts.length')).toBe(2);
    expect(await textOf(tab, 'dl')).toContain('gitprotect.example');
    expect(tab.errors).toEqual([]);
    expect(tab.requests).toHaveLength(1);
  });

  it('forbids by its policy what would get into it all the same', async () => {
    const smuggled = [...manyRepositories(FEW)]
      .join('')
      .replace(
        '<main>',
        '<main><script>document.title = "x"</script><img src="https://evil.example/x.png" onerror="document.title = 1">',
      );
    const tab = await show([smuggled]);
    expect(await tab.evaluate('document.title')).toMatch(/^GitProtect backup: acme/);
    expect(tab.errors.filter((error) => error.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2);
  });

  it('finds rows, and says how many are shown', async () => {
    const tab = await show(manyRepositories());
    const all = COUNT + hostile.length;
    expect(await textOf(tab, '#count')).toBe(`${String(all)} rows; 1 to 250 are shown`);
    await type(tab, 'REPO-59');
    expect(await namesIn(tab)).toEqual([
      'repo-595',
      ...[59, 590, 591, 592, 593, 594, 596, 597, 598, 599].map((n) => `repo-${String(n)}`),
    ]);
    expect(await textOf(tab, '#count')).toBe(`11 of ${String(all)} rows found`);
    await choose(tab, 'n');
    expect(await namesIn(tab)).toEqual(['repo-595']);
    // What the server said of one is found, though the table shows but the reason of all.
    await type(tab, 'none of 595');
    expect(await namesIn(tab)).toEqual(['repo-595']);
    await type(tab, 'no such name');
    expect([await namesIn(tab), await textOf(tab, '#count')]).toEqual([[], `0 of ${String(all)} rows found`]);
    expect(tab.errors).toEqual([]);
  });

  it('sorts by the keyboard, up and down, and tells it to assistive technology', async () => {
    const tab = await show(manyRepositories());
    await type(tab, 'repo-');
    const sortedBy =
      "[...document.querySelectorAll('#repositories thead th')].map((head) => head.getAttribute('aria-sort'))";
    expect(await tab.evaluate(sortedBy)).toEqual(Array.from({ length: 6 }, () => 'none'));
    await tab.evaluate("document.querySelector('#repositories thead button').focus()");
    await tab.press('Enter');
    expect((await namesIn(tab)).slice(0, 3)).toEqual(['repo-35', 'repo-36', 'repo-37']);
    expect(await tab.evaluate(sortedBy)).toEqual(['ascending', 'none', 'none', 'none', 'none', 'none']);
    await tab.press('Enter');
    expect((await namesIn(tab)).slice(0, 2)).toEqual(['repo-599', 'repo-598']);
    await tab.press('Tab');
    expect(await tab.evaluate('document.activeElement.textContent')).toBe('Proved');
    await tab.press('Enter');
    expect(await tab.evaluate(sortedBy)).toEqual(['none', 'ascending', 'none', 'none', 'none', 'none']);
    expect(tab.errors).toEqual([]);
  });

  it('turns pages, and leads from a reason to all that have it', async () => {
    const tab = await show(manyRepositories());
    expect(await textOf(tab, '#page')).toBe('Page 1 of 3');
    await tab.evaluate("document.getElementById('next').click()");
    expect([await textOf(tab, '#page'), (await namesIn(tab)).length]).toEqual(['Page 2 of 3', 250]);
    await tab.evaluate("document.getElementById('next').click()");
    expect(await tab.evaluate("document.getElementById('next').disabled")).toBe(true);
    await tab.evaluate("document.querySelector('article a.jump').click()");
    const failures = Math.ceil(COUNT / 7);
    expect(await namesIn(tab)).toHaveLength(failures);
    expect(tab.errors).toEqual([]);
  });

  it.each([
    ['light', 'rgb(255, 255, 255)', {}],
    // Without light, colors are all that is different.
    ['dark', 'rgb(13, 17, 23)', { runOnly: ['color-contrast'] }],
  ] as const)('can be used by everybody, as far as axe finds out: %s', async (scheme, background, rules) => {
    const tab = await show(manyRepositories(FEW), { scheme });
    expect(await violationsIn(tab, rules)).toEqual([]);
    const early = await show(failurePage(aFailedRun(), 'Not proved to be protected'), { scheme });
    expect(await violationsIn(early, rules)).toEqual([]);
    expect(await tab.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(background);
  });

  it('can be read without scripts: all rows, and nothing that does not work', async () => {
    const tab = await show(manyRepositories(), { scripts: false });
    await tab.send('Emulation.setScriptExecutionDisabled', { value: false });
    expect(await namesIn(tab)).toHaveLength(COUNT + hostile.length);
    const shown =
      "[...document.querySelectorAll('#controls, nav, #repositories')].filter((each) => each.checkVisibility()).map(({ id }) => id)";
    expect(await tab.evaluate(shown)).toEqual(['repositories']);
    expect(await tab.evaluate("document.querySelectorAll('button:not(nav button)').length")).toBe(0);
    expect(tab.errors).toEqual([]);
  });

  it('prints all that matches, with the heads on each page', async () => {
    const tab = await show(manyRepositories(TWO_PAGES));
    const before = await namesIn(tab);
    await tab.evaluate(
      "window.printed = 0; window.addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('#repositories tbody tr').length; })",
    );
    const { data } = (await tab.send('Page.printToPDF', {})) as { data: string };
    expect(Buffer.from(data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await tab.evaluate('window.printed')).toBe(TWO_PAGES + hostile.length);
    await tab.send('Emulation.setEmulatedMedia', { media: 'print' });
    const styles =
      "[getComputedStyle(document.querySelector('#repositories thead')).display, document.getElementById('controls').checkVisibility(), document.querySelector('nav').checkVisibility()]";
    expect(await tab.evaluate(styles)).toEqual(['table-header-group', false, false]);
    expect(await namesIn(tab)).toEqual(before);
  });
});
