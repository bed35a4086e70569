import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filledIn, type InputValue } from '../../scripts/gitlab-component.ts';

/*
 * What the CIs make of the templates in ci/, by their documentation: the scripts of their steps, the variables that these
 * get, and the files that are kept.
 */

type Texts = Readonly<Record<string, string>>;

export interface Job {
  /** One after the other, until one fails. */
  readonly script: readonly string[];
  /** What the template gives to the script, besides what the CI sets. */
  readonly variables: Texts;
  /** Paths below the job's folder. */
  readonly kept: readonly string[];
}

const CI = join(import.meta.dirname, '..', '..', 'ci');

function textOf(...path: readonly string[]): string {
  return readFileSync(join(CI, ...path), 'utf8');
}

/** The job of the component. @param given its inputs; the others take their defaults */
export function gitLabJob(given: Readonly<Record<string, InputValue>>): Job & { readonly image: string } {
  const { 'gitprotect-ensure': job } = filledIn(textOf('gitlab', 'templates', 'gitprotect-ensure.yml'), given) as {
    'gitprotect-ensure': {
      readonly image: string;
      readonly variables: Readonly<Record<string, InputValue>>;
      readonly script: readonly string[];
      readonly artifacts: { readonly when: string; readonly paths: readonly string[]; readonly reports: Texts };
    };
  };
  const { when, paths, reports } = job.artifacts;
  if (when !== 'always') throw new Error('a failed job keeps nothing');
  return {
    script: job.script,
    image: job.image,
    variables: Object.fromEntries(Object.entries(job.variables).map(([name, value]) => [name, String(value)])),
    kept: [...new Set([...paths, ...Object.values(reports)])],
  };
}

interface AzureParameter {
  readonly name: string;
  readonly type: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

interface AzureStep {
  readonly task?: string;
  readonly inputs?: Texts;
  readonly script?: string;
  readonly env?: Texts;
  readonly publish?: string;
  readonly condition?: string;
}

/** The steps of the template. @param variables of the pipeline: `$(name)` stays where there is none */
export function azureJob(given: Texts, variables: Texts): Job & { readonly installsNode: boolean } {
  const { parameters, steps } = parse(textOf('azure-pipelines', 'gitprotect-ensure.yml')) as {
    readonly parameters: readonly AzureParameter[];
    readonly steps: readonly AzureStep[];
  };
  const unknown = Object.keys(given).filter((name) => parameters.every((each) => each.name !== name));
  if (unknown.length > 0) throw new Error(`no parameter is called ${unknown.join()}`);
  const values = new Map(
    parameters.map(({ name, type, values: allowed, default: value }) => {
      const text = given[name] ?? value;
      if (text === undefined) throw new Error(`the parameter ${name} has no default`);
      if (allowed?.includes(text) === false) throw new Error(`the parameter ${name} is none of its values`);
      // A boolean is written so in an expression.
      return [name, type === 'boolean' ? text.charAt(0).toUpperCase() + text.slice(1).toLowerCase() : text] as const;
    }),
  );
  const expanded = (text: string): string =>
    text
      .replace(/\$\{\{ (lower\()?parameters\.(\w+)\)? \}\}/g, (_, lower: string | undefined, name: string) => {
        const value = values.get(name);
        if (value === undefined) throw new Error(`there is no parameter ${name}`);
        return lower === undefined ? value : value.toLowerCase();
      })
      .replace(/\$\(([\w.]+)\)/g, (whole, name: string) => variables[name] ?? whole);
  const scripts = steps.filter(({ script }) => script !== undefined);
  return {
    script: scripts.map(({ script = '' }) => expanded(script)),
    variables: Object.fromEntries(
      scripts.flatMap(({ env = {} }) => Object.entries(env).map(([name, value]) => [name, expanded(value)])),
    ),
    kept: steps.flatMap(({ publish, task, inputs, condition }) => {
      const files = publish ?? (task === 'PublishTestResults@2' ? inputs?.['testResultsFiles'] : undefined);
      if (files === undefined) return [];
      if (condition?.includes('always()') !== true) throw new Error('a failed step keeps nothing');
      return expanded(files.replace('$(Build.SourcesDirectory)/', ''));
    }),
    installsNode: steps.some(
      ({ task, condition = '' }) => task === 'NodeTool@0' && !/\bne\('', ''\)/.test(expanded(condition)),
    ),
  };
}

/** The step of the pipeline `custom: gitprotect`. @param edit what a user makes of the template */
export function bitbucketJob(edit = (template: string): string => template): Job {
  const { pipelines } = parse(edit(textOf('bitbucket', 'bitbucket-pipelines.yml'))) as {
    readonly pipelines: { readonly custom: { readonly gitprotect: readonly [{ readonly step: BitbucketStep }] } };
  };
  const [{ step }] = pipelines.custom.gitprotect;
  const { upload } = step.artifacts;
  if (upload.some((each) => each['capture-on'] !== 'always')) throw new Error('a failed step keeps nothing');
  return { script: step.script, variables: {}, kept: upload.flatMap(({ paths }) => paths) };
}

interface BitbucketStep {
  readonly script: readonly string[];
  readonly artifacts: {
    readonly upload: readonly { readonly paths: readonly string[]; readonly 'capture-on'?: string }[];
  };
}
