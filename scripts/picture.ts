import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { marked } from 'marked';
import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { hashOfPage, pageOfRun } from './picture-of-report.ts';
import { runAction } from './run-action.ts';

/*
 * Makes the README's picture of a job summary, and that of a report page: runs the committed bundle against a simulated Management Service, keeps
 * the summary that it wrote (docs/summary.md) and shows it in headless Chromium as GitHub does (docs/summary.png).
 * With --check it only looks whether a run still writes that summary, and the picture is the one that was made of it
 * (docs/summary.sha256); the same for the page of `report-file` (docs/report.png, docs/report.sha256). No Chromium is
 * needed for it.
 */

const WIDTH = 900;

/** How long ago the plan ran. */
const HOURS_AGO = 5.5;

const docs = resolve(import.meta.dirname, '..', 'docs');
const markdownFile = join(docs, 'summary.md');
const pictureFile = join(docs, 'summary.png');
const hashFile = join(docs, 'summary.sha256');
const reportPictureFile = join(docs, 'report.png');
const reportHashFile = join(docs, 'report.sha256');
const REPORT_SIZE = [1100, 1150] as const;

const summary = await summaryOfRun();
const report = await pageOfRun();
if (process.argv.includes('--check')) {
  const isFresh = withoutTime(readFileSync(markdownFile, 'utf8')) === withoutTime(summary);
  if (!isFresh || hashes() !== readFileSync(hashFile, 'utf8')) isStale('docs/summary.png');
  if (hashesOfReport() !== readFileSync(reportHashFile, 'utf8')) isStale('docs/report.png');
} else {
  writeFileSync(markdownFile, summary);
  takePicture(await pageOf(summary), pictureFile);
  writeFileSync(hashFile, hashes());
  withFile(report, (html) => {
    chromium(...REPORT_SIZE, '--force-device-scale-factor=2', `--screenshot=${reportPictureFile}`, html);
  });
  writeFileSync(reportHashFile, hashesOfReport());
}

function isStale(picture: string): void {
  console.error(`${picture}, or what it was made of, is stale. Run: npm run picture (it takes Chromium)`);
  process.exitCode = 1;
}

/** Of the page, but for what differs from run to run, and of its picture. */
function hashesOfReport(): string {
  return `${hashOfPage(report)}  report.html\n${hashOf(reportPictureFile)}  ${basename(reportPictureFile)}\n`;
}

/** Of the summary and of the picture that was made of it, as `sha256sum` writes them. */
function hashes(): string {
  return [markdownFile, pictureFile].map((file) => `${hashOf(file)}  ${basename(file)}\n`).join('');
}

function hashOf(file: string): string {
  // A picture that is missing is not fresh.
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'missing';
}

/** An organization of which some repositories came lately. */
async function summaryOfRun(): Promise<string> {
  const world = new World();
  const acme = world.addOrganization('acme');
  const attached = [
    'billing',
    'catalog',
    'checkout',
    'design-system',
    'identity',
    'infrastructure',
    'search',
    'website',
  ];
  const daily = attached.flatMap((name) =>
    Array.from({ length: 30 }, (_, index) => {
      const part = index === 0 ? name : `${name}-${String(index)}`;
      return world.addRepository(acme, part, { licensed: true }).id;
    }),
  );
  for (const name of ['loyalty-api', 'loyalty-app']) world.addRepository(acme, name);
  world.addRepository(acme, 'mobile', { licensed: true });
  world.addPlan(acme, 'Daily', {
    repositories: new Set(daily),
    lastStatus: { successes: 239, warnings: 1, errors: 0 },
    finishedAt: Math.floor(Date.now() / 1000 - HOURS_AGO * 3600),
  });
  const simulator = await startSimulator(world);
  try {
    const { email, password } = world.account;
    const inputs = { 'server-url': simulator.url, email, password, plan: 'Daily', repository: '*' };
    const run = await runAction({ inputs });
    if (run.exitCode !== 0) throw new Error(`the run failed:\n${run.stdout}`);
    return run.summary;
  } finally {
    await simulator.close();
  }
}

/** What it took differs from run to run, and so does when it was. */
function withoutTime(markdown: string): string {
  return markdown.replace(/[\d.]+ m?s<\/sub>/, '</sub>').replace(/\d{4}-\d\d-\d\d \d\d(:|&#58;)\d\d UTC/g, 'UTC');
}

async function pageOf(markdown: string): Promise<string> {
  const style = readFileSync(
    resolve(import.meta.dirname, '..', 'node_modules/github-markdown-css/github-markdown-light.css'),
    'utf8',
  );
  return `<!doctype html><meta charset="utf-8"><style>${style}
    body { margin: 0; padding: 24px; background: #fff; }
    .markdown-body { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px 24px; }
  </style><article class="markdown-body">${await marked.parse(markdown)}</article>
  <script>document.title = String(document.documentElement.getBoundingClientRect().height)</script>`;
}

/** @param page HTML whose title says how high it is, in pixels */
function takePicture(page: string, file: string): void {
  withFile(page, (html) => {
    const height = /<title>([\d.]+)<\/title>/.exec(chromium(WIDTH, 1000, '--dump-dom', html))?.[1] ?? '1000';
    chromium(WIDTH, Math.ceil(Number(height)), '--force-device-scale-factor=2', `--screenshot=${file}`, html);
  });
}

/** Hands over the path of a file that holds a page. */
function withFile(page: string, show: (html: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'gitprotect-picture-'));
  try {
    const html = join(folder, 'page.html');
    writeFileSync(html, page);
    show(html);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chromium(width: number, height: number, ...more: readonly string[]): string {
  const flags = ['--headless=new', '--no-sandbox', '--hide-scrollbars', '--disable-gpu'];
  const size = `--window-size=${String(width)},${String(height)}`;
  return execFileSync(process.env['CHROMIUM'] ?? 'chromium', [...flags, size, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
}
