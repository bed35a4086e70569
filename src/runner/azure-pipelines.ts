import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobServer, Place } from '../shared/input-source.ts';
import { azureCommand } from './azure-command.ts';
import { CiRunner, type Level } from './ci-runner.ts';
import { withTitle } from './plain-runner.ts';
import type { Delivery, Reports } from './runner.ts';
import { withoutTrailingSlashes } from '../shared/text.ts';

/** A variable becomes one of the environment of later steps, of which an operating system takes no longer ones. */
const MAX_VARIABLE_BYTES = 128 * 1024 - 1;

/** So that with its escapes the report fits into a variable. */
const MAX_REPORT_BYTES = 100 * 1024;

/** A longer summary is not shown. */
const MAX_SUMMARY_BYTES = 1024 * 1024 - 1;

/** `$(name)` stays as it is where there is no such variable, or where the build is not given this secret. */
const unsetVariable = {
  pattern: /^\$\([^()]+\)$/,
  remedy:
    "link the variable group that holds it, under variables in the pipeline's file, and permit the pipeline to use the group",
};

/** What a job of Azure Pipelines says of what is meant. */
export function azurePlace(environment: NodeJS.ProcessEnv): Place {
  const { SYSTEM_COLLECTIONURI: collection = '', BUILD_REPOSITORY_PROVIDER: provider = 'TfsGit' } = environment;
  const workspace = environment['BUILD_SOURCESDIRECTORY'] ?? '';
  const servers = serversOf(collection, provider);
  const common = {
    ...{ workspace, servers, unsetVariable, inputOfTemplate, heldBack: HELD_BACK },
    missingSecretHint: likelySecretCause(environment),
  };
  // A repository of another Git host is of no organization of Azure DevOps.
  if (provider !== 'TfsGit') {
    const whyNoRepository = "this pipeline's repository is not in Azure Repos";
    return { ...common, owner: '', repository: '', whyNoRepository };
  }
  const { BUILD_REPOSITORY_URI: uri = '', SYSTEM_TEAMPROJECT: ofPipeline = '', SYSTEM_TEAMPROJECTID: id } = environment;
  const inAddress = projectIn(uri, collection) ?? ofPipeline;
  // An address may have its ID in the place of its name.
  const project = inAddress.toLowerCase() === id?.toLowerCase() ? ofPipeline : inAddress;
  return {
    ...common,
    owner: organizationIn(collection),
    repository: environment['BUILD_REPOSITORY_NAME'] ?? '',
    project: project === '' ? undefined : project,
    whyNoRepository: 'BUILD_REPOSITORY_NAME is not set',
  };
}

/** In camel case, as parameters of templates are written. */
function inputOfTemplate(input: string): string {
  return input.replace(/-./g, (part) => part.slice(1).toUpperCase());
}

/** @see https://learn.microsoft.com/azure/devops/pipelines/process/set-secret-variables */
const HELD_BACK = 'Azure Pipelines gives a secret variable only to a step that names it under env';

function likelySecretCause(environment: NodeJS.ProcessEnv): () => Promise<string> {
  const isFork = environment['SYSTEM_PULLREQUEST_ISFORK']?.toLowerCase() === 'true';
  const cause = "Likely cause: Azure Pipelines gives no secrets to a fork's pull request, and this run is for one.";
  return () => Promise.resolve(isFork ? cause : `Possible cause: ${HELD_BACK}.`);
}

/** The pipeline's own server, and the one that its repository is on where that is another. */
function serversOf(collection: string, provider: string): readonly JobServer[] {
  const own: JobServer = { host: 'azure-devops', variable: 'SYSTEM_COLLECTIONURI', api: serverIn(collection) };
  if (provider === 'TfsGit' || provider === 'TfsVersionControl') return [own];
  return [
    own,
    {
      variable: 'BUILD_REPOSITORY_PROVIDER',
      ...(OTHER_PROVIDERS.get(provider) ?? { host: undefined, api: undefined }),
    },
  ];
}

/** @see https://learn.microsoft.com/azure/devops/pipelines/build/variables#build-variables-devops-services */
const OTHER_PROVIDERS: ReadonlyMap<string, Pick<JobServer, 'host' | 'api'>> = new Map([
  ['GitHub', { host: 'github', api: 'https://api.github.com' }],
  ['GitHubEnterprise', { host: 'github', api: undefined }],
  ['Bitbucket', { host: 'bitbucket', api: 'https://api.bitbucket.org' }],
]);

/** The address up to the collection; undefined where it is not one of a collection. */
function serverIn(collection: string): string | undefined {
  const url = URL.parse(collection);
  if (url === null) return undefined;
  if (url.hostname === 'dev.azure.com' || url.hostname.endsWith('.visualstudio.com')) return 'https://dev.azure.com';
  const path = withoutTrailingSlashes(url.pathname);
  // Without a collection it is not clear what stands before it.
  return path === '' ? undefined : `${url.origin}${path.slice(0, path.lastIndexOf('/'))}`;
}

/** Of `https://dev.azure.com/acme/`, or as it was before, `https://acme.visualstudio.com/`; a server of one's own has none. */
function organizationIn(collection: string): string {
  const url = URL.parse(collection);
  if (url?.hostname === 'dev.azure.com') return decoded(url.pathname.split('/')[1] ?? '');
  return /^([\w-]+)\.visualstudio\.com$/.exec(url?.hostname ?? '')?.[1] ?? '';
}

/** The project of the repository that started the run, which may be another than the pipeline's; undefined: not told. */
function projectIn(uri: string, collection: string): string | undefined {
  const url = URL.parse(uri);
  const [before = '', name = ''] = url?.pathname.split('/_git/') ?? [];
  const parts = partsOf(before);
  const above = url?.hostname === 'dev.azure.com' ? 1 : partsAbove(url, parts, collection);
  // The repository that a project begins with is called like it, and its address does not repeat that.
  return name === '' ? undefined : decoded(parts[above] ?? name.split('/')[0] ?? '') || undefined;
}

/** How many parts of an address stand before the project. */
function partsAbove(url: URL | null, parts: readonly string[], collection: string): number {
  if (url?.hostname.endsWith('.visualstudio.com') === true) return parts[0] === 'DefaultCollection' ? 1 : 0;
  return partsOf(URL.parse(collection)?.pathname ?? '').length;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

/** A job of Azure Pipelines, whose agent takes commands from the log. */
export class AzurePipelinesRunner extends CiRunner {
  async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    this.write(`##[group]${this.safe(heading)}`);
    try {
      return await part();
    } finally {
      this.write('##[endgroup]');
    }
  }

  protected ownDeliveries(reports: Reports): readonly Delivery[] {
    return [
      {
        what: 'output variables',
        deliver: () => {
          const outputs = reports.outputs(MAX_REPORT_BYTES);
          this.#setVariables(reports.others?.withoutCommands(outputs) ?? outputs);
        },
      },
      { what: 'summary', deliver: () => this.#uploadSummary(reports.summary()) },
    ];
  }

  /** The step failed, whatever became of the exit code on the way. */
  end(success: boolean): void {
    if (!success) this.write(azureCommand('task.complete', { result: 'Failed' }, ''));
  }

  protected override isDebugged(): boolean {
    return this.environment['SYSTEM_DEBUG']?.toLowerCase() === 'true' || super.isDebugged();
  }

  protected debugLine(text: string): string {
    return `##[debug]${text}`;
  }

  protected annotate(level: Level, title: string, text: string, listed: number): void {
    const lines = withTitle(title, text, listed);
    // There is none for a notice.
    if (level === 'notice') for (const line of lines.split('\n')) this.write(line);
    else this.write(azureCommand('task.logissue', { type: level }, lines));
  }

  protected readonly mask = (secret: string): void => {
    this.write(azureCommand('task.setsecret', {}, secret));
  };

  #setVariables(outputs: Readonly<Record<string, string>>): void {
    for (const [variable, value] of Object.entries(outputs)) {
      const command = azureCommand('task.setvariable', { variable, isOutput: 'true' }, value);
      if (Buffer.byteLength(command) <= MAX_VARIABLE_BYTES) this.write(command);
      else this.info(`The output ${variable} is too long for a variable.`);
    }
  }

  /** The agent takes the file after the step. */
  async #uploadSummary(markdown: string): Promise<void> {
    const folder = this.environment['AGENT_TEMPDIRECTORY'] ?? tmpdir();
    await mkdir(folder, { recursive: true });
    const path = join(folder, `gitprotect-${randomUUID()}.md`);
    await writeFile(path, fitting(markdown), { flag: 'wx' });
    this.write(azureCommand('task.uploadsummary', {}, path));
  }
}

/** Whole lines, so that nothing is cut within a mark. */
function fitting(markdown: string): string {
  if (Buffer.byteLength(markdown) <= MAX_SUMMARY_BYTES) return markdown;
  const text = Buffer.from(markdown).subarray(0, MAX_SUMMARY_BYTES).toString();
  return text.slice(0, text.lastIndexOf('\n') + 1);
}
