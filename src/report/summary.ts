import { shortened } from '../wording.ts';
import type { Outcome, Problem, RepositoryOutcome } from '../protection/outcome.ts';
import { lastRunOf, licenseAfter, membershipAfter, scheduleOf, stateBefore } from './states.ts';
import { cost } from './story.ts';
import { asMarkdown } from './text.ts';
import { cautionsOn, headline, markOf, problemsByCause, type RunFacts, verdictOn } from './verdict.ts';

/** The job summary, as Markdown, of a run that came to its end. Names from the server show as text, whatever they hold. */
export function summaryOf(outcome: Outcome, facts: RunFacts): string {
  const verdict = verdictOn(outcome, facts);
  return document([
    `## ${markOf(verdict)} GitProtect backup`,
    `**${asMarkdown(headline(verdict, outcome))}.**`,
    ...cautionsOn(outcome).map(({ text }) => `> ⚠️ ${asMarkdown(text)}`),
    repositoryTable(outcome),
    planTable(outcome),
    ...nextSteps(outcome),
    `<sub>Organization ${code(outcome.organization.name)} · ${cost(facts)}</sub>`,
  ]);
}

/** The job summary of a run that ended before the state could be compared. */
export function summaryOfFailure({ title, message, remedy }: Problem): string {
  return document([
    '## ❌ GitProtect backup',
    `**Not proved to be protected: ${asMarkdown(title)}.**`,
    ...message.split('\n').map((line) => asMarkdown(line)),
    '### What to do next',
    asMarkdown(remedy),
  ]);
}

function repositoryTable({ plans, repositories }: Outcome): string {
  const heads = ['Repository', 'License', ...plans.map(({ id, name }) => `Plan ${code(name ?? id)}`)];
  return table(
    heads,
    repositories.map((repository) => repositoryRow(repository)),
  );
}

function repositoryRow({ repository, license, plans }: RepositoryOutcome): string[] {
  return [
    code(repository.name),
    change(stateBefore(license.before), licenseAfter(license)),
    ...plans.map(({ step }) => change(stateBefore(step.before), membershipAfter(step))),
  ];
}

function planTable({ plans }: Outcome): string {
  return table(
    ['Backup plan', 'Schedule', 'Last run'],
    plans.map((plan) => {
      const troubled = plan.lastRun !== undefined && plan.lastRun.errors + plan.lastRun.warnings > 0;
      return [code(plan.name ?? plan.id), scheduleOf(plan), `${troubled ? '⚠️ ' : ''}${lastRunOf(plan.lastRun)}`];
    }),
  );
}

function nextSteps(outcome: Outcome): string[] {
  const problems = problemsByCause(outcome);
  if (problems.length === 0) return [];
  const items = problems.map(({ problem, repositories }) => {
    const names = repositories.slice(0, 5).map(code).join(', ');
    const rest = repositories.length > 5 ? ` and ${String(repositories.length - 5)} more` : '';
    return `- ${names}${rest}: ${asMarkdown(problem.message)}. **${asMarkdown(problem.remedy)}**`;
  });
  return ['### What to do next', items.join('\n')];
}

function change(before: string, after: string): string {
  return before === after ? after : `${before} → **${after}**`;
}

function code(name: string): string {
  return `<code>${asMarkdown(shortened(name))}</code>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
