import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Command, Replies, Served, ServeSpec, State } from './protocol.ts';

/** The process that the server runs in, so that its work and the benchmark's don't wait for each other. */
export class Host {
  readonly #child: ChildProcess = fork(join(import.meta.dirname, 'service.ts'), { execArgv: ['--no-warnings'] });

  /** Ends what was served before, and serves a fresh world. */
  async serve(spec: ServeSpec): Promise<Served> {
    return await this.#ask({ kind: 'serve', spec });
  }

  async state(): Promise<State> {
    return await this.#ask({ kind: 'state' });
  }

  /** @returns the port of a relay before a server that gives every byte back */
  async echo(roundTripMs: number): Promise<number> {
    return (await this.#ask({ kind: 'echo', roundTripMs })).port;
  }

  stop(): void {
    this.#child.kill();
  }

  /** One command at a time. */
  async #ask<K extends Command['kind']>(command: Extract<Command, { kind: K }>): Promise<Replies[K]> {
    const ended = new AbortController();
    const reply = once(this.#child, 'message', { signal: ended.signal });
    const death = once(this.#child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error("the process of the benchmark's server ended early");
    });
    this.#child.send(command);
    try {
      const [message] = (await Promise.race([reply, death])) as unknown[];
      return message as Replies[K];
    } finally {
      // The one that lost is rejected by this; nobody waits for it any more.
      void Promise.allSettled([reply, death]);
      ended.abort();
    }
  }
}
