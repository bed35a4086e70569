/**
 * A line that Azure's agent takes for a command: `##vso[area.event name=value;…]data`. It decodes what is escaped here, the
 * percent sign last.
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function azureCommand(name: string, properties: Readonly<Record<string, string>>, data: string): string {
  const all = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value)};`);
  return `##vso[${[name, all.join('')].filter((part) => part !== '').join(' ')}]${escaped(data)}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('%', '%AZP25')
    .replaceAll(';', '%3B')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(']', '%5D');
}
