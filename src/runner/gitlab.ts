import { rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { InputSource, Place } from '../shared/input-source.ts';
import { leadsOut } from '../shared/paths.ts';
import { shortened } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import { PlainRunner } from './plain-runner.ts';
import type { Delivery, Link, Reports } from './runner.ts';
import { writeWhole } from './whole-file.ts';

/** The files in the job's folder that a template keeps as artifacts. */
const VARIABLES = 'gitprotect.env';
const JUNIT = 'gitprotect-junit.xml';
const ANNOTATIONS = 'gitprotect-annotations.json';

/** What GitLab's runner takes for the rest of a line that is not shown. */
const HIDE = '\r\u001b[0K';

/** What a GitLab job says of what is meant. A project may lie in subgroups of the organization. */
export function gitLabPlace(environment: NodeJS.ProcessEnv): Place {
  const { CI_API_V4_URL: api = '' } = environment;
  return {
    owner: environment['CI_PROJECT_ROOT_NAMESPACE'] ?? '',
    repository: environment['CI_PROJECT_PATH'] ?? '',
    whyNoRepository: 'CI_PROJECT_PATH is not set',
    servers: [{ host: 'gitlab', variable: 'CI_API_V4_URL', api: api === '' ? undefined : api }],
    workspace: environment['CI_PROJECT_DIR'] ?? '',
    inputOfTemplate: (input) => input,
    heldBack: environment['CI_COMMIT_REF_PROTECTED'] === 'true' ? undefined : HELD_BACK,
    missingSecretHint: () => Promise.resolve(likelySecretCause(environment)),
  };
}

/** @see https://docs.gitlab.com/ci/variables/#protect-a-cicd-variable */
const HELD_BACK = 'GitLab gives protected variables to protected branches and tags only';

function likelySecretCause(environment: NodeJS.ProcessEnv): string | undefined {
  const { CI_COMMIT_REF_PROTECTED: isProtected = '', CI_COMMIT_REF_NAME: name = '' } = environment;
  if (isProtected !== 'false') return isProtected === 'true' ? undefined : `Possible cause: ${HELD_BACK}.`;
  return `Likely cause: ${name === '' ? 'this branch or tag' : `'${shortened(name)}'`} is not protected, and ${HELD_BACK}.`;
}

/** A job of GitLab CI. It has no command that masks a secret: masked variables are GitLab's part. */
export class GitLabRunner extends PlainRunner {
  readonly #clock: World['clock'];
  #sections = 0;

  constructor(world: Pick<World, 'stdout' | 'json' | 'clock'>, inputs: InputSource) {
    super(world, inputs);
    this.#clock = world.clock;
  }

  override async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    const name = `gitprotect_${String(++this.#sections)}`;
    this.write(`${this.#section('start', name)}${this.safe(heading)}`);
    try {
      return await part();
    } finally {
      this.write(this.#section('end', name));
    }
  }

  protected ownDeliveries(reports: Reports): readonly Delivery[] {
    const file = (name: string, content: () => string): Delivery => ({
      what: name,
      deliver: async () => {
        const workspace = resolve(this.inputs.place.workspace);
        const path = resolve(workspace, name);
        // An earlier job may have left one, as an artifact: it must not be taken for this one's.
        await rm(path, { force: true });
        await writeWhole({ path, workspace }, [content()]);
      },
    });
    return [
      file(VARIABLES, () => reports.others?.variables(reports.outputs()) ?? ''),
      file(JUNIT, () => reports.others?.junit() ?? ''),
      file(ANNOTATIONS, () =>
        this.#annotationsOf(reports.outputs()['report-path'] ?? '', reports.others?.gapLinks() ?? []),
      ),
    ];
  }

  protected override isDebugged(): boolean {
    return this.environment['CI_DEBUG_TRACE'] === 'true' || super.isDebugged();
  }

  /** @see https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections */
  #section(edge: 'start' | 'end', name: string): string {
    return `section_${edge}:${String(Math.floor(this.#clock.now() / 1000))}:${name}${HIDE}`;
  }

  /** Links that GitLab shows beside the job: to what it keeps of the report, and to what is not protected. */
  #annotationsOf(reportPaths: string, gaps: readonly Link[]): string {
    const job = this.environment['CI_JOB_URL'] ?? '';
    const root = resolve(this.inputs.place.workspace);
    const files = [
      ...reportPaths.split('\n').filter((path) => path !== '' && !leadsOut(root, path)),
      resolve(root, JUNIT),
    ];
    const links = URL.canParse(job)
      ? files.map((path) => {
          const parts = relative(root, path).split(/[/\\]/);
          const url = `${job}/artifacts/file/${parts.map(encodeURIComponent).join('/')}`;
          return { external_link: { label: `Report: ${parts.at(-1) ?? ''}`, url } };
        })
      : [];
    const all = [...links, ...gaps.map((link) => ({ external_link: link }))];
    return `${JSON.stringify({ gitprotect: all })}\n`;
  }
}
