import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const CHROMIUM = process.env['CHROMIUM'] ?? 'chromium';

/** What a browser reports by itself. */
interface Event {
  readonly method: string;
  readonly sessionId?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Why the browser's tests cannot run here; undefined where they can. */
export function lackingBrowser(): string | undefined {
  return spawnSync(CHROMIUM, ['--version'], { stdio: 'ignore' }).status === 0 ? undefined : 'chromium is not installed';
}

/** A headless Chromium, steered through a pipe by its DevTools protocol. */
export class Browser {
  readonly #folder = mkdtempSync(join(tmpdir(), 'gitprotect-browser-'));
  readonly #child: ChildProcess;
  readonly #commands: Writable;
  readonly #waiting = new Map<number, { settle: (result: unknown) => void; fail: (error: Error) => void }>();
  readonly #listeners = new Set<(event: Event) => void>();
  #count = 0;
  #rest = '';

  constructor() {
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ];
    this.#child = spawn(
      CHROMIUM,
      [...flags, '--remote-debugging-pipe', `--user-data-dir=${this.#folder}`, 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      },
    );
    this.#commands = this.#child.stdio[3] as Writable;
    const answers = this.#child.stdio[4] as Readable;
    answers.setEncoding('utf8').on('data', (text: string) => {
      this.#read(text);
    });
    this.#child.on('exit', () => {
      for (const { fail } of this.#waiting.values()) fail(new Error('Chromium ended'));
    });
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    const id = ++this.#count;
    this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return await new Promise((settle, fail) => this.#waiting.set(id, { settle, fail }));
  }

  listen(listener: (event: Event) => void): void {
    this.#listeners.add(listener);
  }

  /** A tab that shows nothing yet. */
  async open(): Promise<Tab> {
    const { targetId } = (await this.send('Target.createTarget', { url: 'about:blank' })) as { targetId: string };
    const attached = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(this, (attached as { sessionId: string }).sessionId);
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await tab.send(`${domain}.enable`);
    return tab;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    await this.send('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #read(text: string): void {
    const messages = `${this.#rest}${text}`.split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) {
      const read = JSON.parse(message) as Answer | Event;
      if ('method' in read) for (const listener of this.#listeners) listener(read);
      else this.#settle(read);
    }
  }

  #settle({ id, result, error }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.settle(result);
    else waiting?.fail(new Error(error.message));
  }
}

/** A tab of a browser, and all that went wrong in it. */
export class Tab {
  /** The addresses that were asked for. */
  readonly requests: string[] = [];
  /** Errors of scripts, and what the page's own policy forbade. */
  readonly errors: string[] = [];
  readonly #browser: Browser;
  readonly #session: string;
  #loaded: (() => void) | undefined;

  constructor(browser: Browser, session: string) {
    this.#browser = browser;
    this.#session = session;
    browser.listen(({ method, sessionId, params }) => {
      if (sessionId !== session) return;
      if (method === 'Network.requestWillBeSent') this.requests.push((params['request'] as { url: string }).url);
      if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded') this.errors.push(JSON.stringify(params));
      if (method === 'Page.javascriptDialogOpening') this.errors.push('a dialog opened');
      if (method === 'Page.loadEventFired') this.#loaded?.();
    });
  }

  async send(method: string, params: object = {}): Promise<unknown> {
    return await this.#browser.send(method, params, this.#session);
  }

  /** Shows a page, and waits until it is loaded. */
  async show(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => (this.#loaded = resolve));
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** @returns the value of an expression of JavaScript */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = answer as { result: { value: T }; exceptionDetails?: object };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  }

  /** Presses and releases a key. */
  async press(key: 'Enter' | 'Tab'): Promise<void> {
    const codes = {
      Enter: { code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
      Tab: { code: 'Tab', windowsVirtualKeyCode: 9 },
    };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...codes[key] });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, ...codes[key] });
  }
}
