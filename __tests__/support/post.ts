import type { Simulator } from '../../simulator/server.ts';
import type { Row } from '../../simulator/faults.ts';

/** An answer as the simulator gave it: what is JSON is parsed. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One request to a simulator, without the action's own client. @throws Error when the answer is lost */
export async function post(simulator: Simulator, endpoint: string, body: object): Promise<Answer> {
  const response = await fetch(`${simulator.url}/${endpoint}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.world.issueToken()}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** The rows of a list by their names. */
export async function rowsOf(
  simulator: Simulator,
  list: 'repositories' | 'plans',
  organization: string,
): Promise<Readonly<Record<string, Row>>> {
  const { body } =
    list === 'plans'
      ? await post(simulator, 'plans/listassignedtoorganization', { organizationid: organization })
      : await post(simulator, 'git/repositories/getmany', { id: organization });
  const { result } = body as { readonly result: readonly Row[] };
  return Object.fromEntries(result.map((row) => [String(row['name']), row]));
}
