import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { sendThroughProxy } from '../http/plain-proxy.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import type { World } from '../shared/world.ts';
import { PlainRunner } from './plain-runner.ts';
import type { CodeInsights, Delivery, Reports } from './runner.ts';

/** Bitbucket takes so many annotations at once. */
const ANNOTATIONS_PER_REQUEST = 100;

/** The proxy beside every pipeline, which signs requests to Bitbucket's API that come by plain http. */
const PROXY = { host: 'localhost', port: 29418 };
const API = 'http://api.bitbucket.org/2.0';

/** How long a report may take to be handed over, and how long where the job was cancelled: it must end soon. */
const DELIVERY_MS = 60_000;
export const CANCELLED_MS = 1000;

/** What Bitbucket answers where no earlier run has left a report. */
const NO_SUCH_REPORT = 404;

/** The variable that names the file for variables of later steps. */
const VARIABLES = 'BITBUCKET_PIPELINES_VARIABLES_PATH';

/** The variables that say which commit a report belongs to. */
const COMMIT = ['BITBUCKET_WORKSPACE', 'BITBUCKET_REPO_SLUG', 'BITBUCKET_COMMIT'];

/** The inputs by which the steps of a pipeline differ. */
const REQUEST = ['server-url', 'organization', 'repository', 'project', 'plan', 'state', 'host', 'host-owner'];

/** @see https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ */
const HELD_BACK = 'Bitbucket gives the variables of a deployment environment to the steps of that deployment only';

/** What a step of Bitbucket Pipelines says of what is meant. */
export function bitbucketPlace(environment: NodeJS.ProcessEnv): Place {
  const { BITBUCKET_WORKSPACE: owner = '', BITBUCKET_REPO_SLUG: slug = '' } = environment;
  return {
    owner,
    repository: owner === '' || slug === '' ? slug : `${owner}/${slug}`,
    whyNoRepository: 'BITBUCKET_REPO_SLUG is not set',
    // Bitbucket Data Center has no Pipelines.
    servers: [{ host: 'bitbucket', variable: 'BITBUCKET_BUILD_NUMBER', api: 'https://api.bitbucket.org' }],
    workspace: environment['BITBUCKET_CLONE_DIR'] ?? '',
    heldBack: HELD_BACK,
    missingSecretHint: () => Promise.resolve(`Possible cause: ${HELD_BACK}.`),
  };
}

/** A step of Bitbucket Pipelines, whose log is plain text. */
export class BitbucketRunner extends PlainRunner {
  readonly #clock: World['clock'];
  readonly #cancelled: AbortSignal;
  readonly #proxy: typeof PROXY;

  constructor(world: Pick<World, 'stdout' | 'json' | 'clock' | 'cancelled' | 'pipelineProxy'>, inputs: InputSource) {
    super(world, inputs);
    this.#clock = world.clock;
    this.#cancelled = world.cancelled;
    this.#proxy = world.pipelineProxy ?? PROXY;
  }

  protected ownDeliveries(reports: Reports): readonly Delivery[] {
    const outputs: Delivery = {
      what: `variables (${VARIABLES})`,
      deliver: async () => {
        await appendFile(this.fileIn(VARIABLES), reports.others?.variables(reports.outputs()) ?? '');
      },
    };
    const insights: Delivery = {
      what: 'report of Code Insights',
      deliver: async () => {
        if (reports.others !== undefined) await this.#send(reports.others.codeInsights());
      },
    };
    return [...((this.environment[VARIABLES] ?? '') === '' ? [] : [outputs]), insights];
  }

  /** @throws Error when Bitbucket doesn't take all of it in time */
  async #send(insights: CodeInsights): Promise<void> {
    const wasCancelled = this.#cancelled.aborted;
    const milliseconds = wasCancelled ? CANCELLED_MS : DELIVERY_MS;
    const deadline = this.#clock.deadline(milliseconds);
    const signal = wasCancelled ? deadline.signal : AbortSignal.any([deadline.signal, this.#cancelled]);
    try {
      await this.#sendAll(insights, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      const why = deadline.signal.aborted ? `within ${String(milliseconds / 1000)} s` : 'before the job was cancelled';
      const { host, port } = this.#proxy;
      throw new Error(`the proxy ${host}:${String(port)} did not take all of it ${why}`, { cause: error });
    } finally {
      deadline.clear();
    }
  }

  async #sendAll({ report, annotations }: CodeInsights, signal: AbortSignal): Promise<void> {
    const [workspace, slug, commit] = COMMIT.map((name) => this.#variable(name));
    const parts = ['repositories', workspace, slug, 'commit', commit, 'reports', this.#reportId()];
    const url = `${API}/${parts.map((part) => encodeURIComponent(part ?? '')).join('/')}`;
    const request = async (method: string, to: string, body: string): Promise<number> =>
      await sendThroughProxy(this.#proxy, { method, url: to, body }, signal);
    const deliver = async (method: string, to: string, content: unknown): Promise<void> => {
      const status = await request(method, to, JSON.stringify(content));
      if (!isSuccess(status)) throw new Error(`Bitbucket answered HTTP ${String(status)}`);
    };
    // A report that is only updated keeps the annotations of an earlier run on the same commit.
    const removed = await request('DELETE', url, '');
    await deliver('PUT', url, report);
    for (let at = 0; at < annotations.length; at += ANNOTATIONS_PER_REQUEST)
      await deliver('POST', `${url}/annotations`, annotations.slice(at, at + ANNOTATIONS_PER_REQUEST));
    if (!isSuccess(removed) && removed !== NO_SUCH_REPORT)
      throw new Error(
        `Bitbucket answered HTTP ${String(removed)} where the report of an earlier run should be deleted, so that its annotations may still be shown`,
      );
  }

  /** @throws Error where it isn't set */
  #variable(name: string): string {
    const value = this.environment[name] ?? '';
    if (value === '') throw new Error(`${name} is not set`);
    return value;
  }

  /** The same for each run of one step; another for a step with another request, whose report is not to be replaced. */
  #reportId(): string {
    const request = REQUEST.map((name) => this.inputs.input(name));
    return `gitprotect-ensure-${createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 12)}`;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
