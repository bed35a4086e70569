/**
 * A line that the GitHub runner takes for a command: `::error title=…::message`.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommand(name: string, message: string, title?: string): string {
  const properties = title === undefined ? '' : ` title=${escapeProperty(title)}`;
  return `::${name}${properties}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
