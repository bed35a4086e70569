import { appendFile } from 'node:fs/promises';
import { sendThroughProxy } from '../http/plain-proxy.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import type { World } from '../shared/world.ts';
import { CiRunner } from './ci-runner.ts';
import type { CodeInsights, Delivery, Reports } from './runner.ts';

/** Bitbucket takes so many annotations at once. */
const ANNOTATIONS_PER_REQUEST = 100;

/** The proxy beside every pipeline, which signs requests to Bitbucket's API that come by plain http. */
const PROXY = { host: 'localhost', port: 29418 };
const API = 'http://api.bitbucket.org/2.0';
const REQUEST_MS = 30_000;

/** What a step of Bitbucket Pipelines says of what is meant. */
export function bitbucketPlace(environment: NodeJS.ProcessEnv): Place {
  const { BITBUCKET_WORKSPACE: owner = '', BITBUCKET_REPO_SLUG: slug = '' } = environment;
  return {
    owner,
    repository: owner === '' || slug === '' ? slug : `${owner}/${slug}`,
    variable: 'BITBUCKET_REPO_SLUG',
    workspace: environment['BITBUCKET_CLONE_DIR'] ?? '',
  };
}

/** A step of Bitbucket Pipelines, whose log is plain text. */
export class BitbucketRunner extends CiRunner {
  readonly #clock: World['clock'];
  readonly #proxy: typeof PROXY;

  constructor(world: Pick<World, 'stdout' | 'json' | 'clock' | 'pipelineProxy'>, inputs: InputSource) {
    super(world, inputs);
    this.#clock = world.clock;
    this.#proxy = world.pipelineProxy ?? PROXY;
  }

  protected ownDeliveries(reports: Reports): readonly Delivery[] {
    const { BITBUCKET_PIPELINES_VARIABLES_PATH: variables = '' } = this.environment;
    const outputs: Delivery = {
      what: 'variables (BITBUCKET_PIPELINES_VARIABLES_PATH)',
      deliver: async () => {
        await appendFile(variables, reports.others?.variables(reports.outputs()) ?? '');
      },
    };
    const insights: Delivery = {
      what: 'report of Code Insights',
      deliver: async () => {
        if (reports.others !== undefined) await this.#send(reports.others.codeInsights());
      },
    };
    return [...(variables === '' ? [] : [outputs]), insights];
  }

  /** @throws Error when Bitbucket doesn't take all of it */
  async #send({ report, annotations }: CodeInsights): Promise<void> {
    const { BITBUCKET_WORKSPACE = '', BITBUCKET_REPO_SLUG = '', BITBUCKET_COMMIT = '' } = this.environment;
    const parts = ['repositories', BITBUCKET_WORKSPACE, BITBUCKET_REPO_SLUG, 'commit', BITBUCKET_COMMIT];
    const url = `${API}/${[...parts, 'reports', 'gitprotect-ensure'].map(encodeURIComponent).join('/')}`;
    await this.#request('PUT', url, report);
    for (let at = 0; at < annotations.length; at += ANNOTATIONS_PER_REQUEST)
      await this.#request('POST', `${url}/annotations`, annotations.slice(at, at + ANNOTATIONS_PER_REQUEST));
  }

  async #request(method: string, url: string, body: unknown): Promise<void> {
    const deadline = this.#clock.deadline(REQUEST_MS);
    try {
      const status = await sendThroughProxy(this.#proxy, { method, url, body: JSON.stringify(body) }, deadline.signal);
      if (status < 200 || status > 299) throw new Error(`Bitbucket answered HTTP ${String(status)}`);
    } finally {
      deadline.clear();
    }
  }
}
