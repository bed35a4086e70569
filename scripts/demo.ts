import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { runAction } from './run-action.ts';

/*
 * Runs the committed bundle three times against a simulated Management Service, and shows what its users would see:
 * drift found, drift corrected, nothing to do. Fails if a run doesn't end as it should.
 */

const world = new World();
const acme = world.addOrganization('acme');
const website = world.addRepository(acme, 'website', { licensed: true });
world.addRepository(acme, 'api');
world.addPlan(acme, 'Daily', {
  repositories: new Set([website.id]),
  lastStatus: { successes: 11, warnings: 1, errors: 0 },
});
const simulator = await startSimulator(world);

const { email, password } = world.account;
const wanted = { 'server-url': simulator.url, email, password, plan: 'Daily' };
await show('1. Drift found (dry run)', { ...wanted, 'dry-run': 'true' }, { drift: 'true', changed: 'false' });
await show('2. Drift corrected', wanted, { drift: 'true', changed: 'true' });
await show('3. Nothing to do', wanted, { drift: 'false', changed: 'false' });
await simulator.close();

async function show(title: string, step: Record<string, string>, expected: Record<string, string>): Promise<void> {
  const before = simulator.requests.length;
  const run = await runAction({ inputs: step });
  heading(title);
  section('Log', asShown(run.stdout));
  section(
    'Outputs',
    Object.entries(run.outputs)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
  );
  section('Job summary (Markdown)', run.summary);
  const requests = simulator.requests.length - before;
  console.log(
    `Exit code ${String(run.exitCode)}, ${String(requests)} requests, ${(run.milliseconds / 1000).toFixed(2)} s`,
  );
  const wrong = Object.entries(expected).filter(([name, value]) => run.outputs[name] !== value);
  if (run.exitCode === 0 && wrong.length === 0) return;
  console.error(
    `This run did not end as it should: expected exit code 0 and ${JSON.stringify(expected)}\n${run.stderr}`,
  );
  process.exitCode = 1;
}

/** The log as GitHub shows it: commands to the runner are carried out, not shown. */
function asShown(stdout: string): string {
  return stdout
    .split('\n')
    .filter((line) => !/^::(add-mask|debug|endgroup)::/.test(line))
    .map((line) =>
      line
        .replace(/^::group::/, '▼ ')
        .replace(/^::(error|warning) title=([^:]*)::/, '$1: $2: ')
        .replaceAll('%0A', '\n'),
    )
    .join('\n');
}

function heading(title: string): void {
  console.log(`\n${'='.repeat(80)}\n${title}\n${'='.repeat(80)}`);
}

function section(title: string, text: string): void {
  console.log(`\n--- ${title} ${'-'.repeat(75 - title.length)}\n${text.trimEnd()}`);
}
