import { parse } from 'yaml';

export type InputValue = string | boolean;

interface Input {
  readonly type?: string;
  readonly options?: readonly InputValue[];
  readonly default?: InputValue;
}

interface Header {
  readonly spec: {
    /** null: a text without a default. */
    readonly inputs: Readonly<Record<string, Input | null>>;
  };
}

/**
 * What GitLab makes of a component, or of another file with inputs: it reads the YAML first, and puts each input in the
 * place of its name afterwards. So an input may hold any character and several lines; one that is the whole of a value
 * keeps its type. To put it into the text before that was tried behind a flag, and given up.
 * @see https://docs.gitlab.com/ci/inputs/#input-types
 * @see https://gitlab.com/gitlab-org/gitlab/-/merge_requests/147803
 * @param given the others take their defaults
 * @throws Error where it uses an input that it does not have, and for what GitLab rejects
 */
export function filledIn(component: string, given: Readonly<Record<string, InputValue>>): unknown {
  const [header = '', body = ''] = component.split('\n---\n');
  const { inputs } = (parse(header) as Header).spec;
  const unknown = Object.keys(given).filter((name) => inputs[name] === undefined);
  if (unknown.length > 0) throw new Error(`no input is called ${unknown.join()}`);
  const valueOf = (name: string): InputValue => {
    const input = inputs[name];
    const value = given[name] ?? input?.default;
    if (input === undefined || value === undefined) throw new Error(`the input ${name} has no value`);
    if (typeof value !== (input?.type ?? 'string')) throw new Error(`the input ${name} has another type`);
    if (input?.options?.includes(value) === false) throw new Error(`the input ${name} is none of its options`);
    return value;
  };
  return fill(parse(body), valueOf);
}

function fill(node: unknown, valueOf: (name: string) => InputValue): unknown {
  if (Array.isArray(node)) return node.map((each) => fill(each, valueOf));
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, fill(value, valueOf)]));
  if (typeof node !== 'string') return node;
  const whole = /^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(node)?.[1];
  if (whole !== undefined) return valueOf(whole);
  return node.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => String(valueOf(name)));
}
