/** A regular expression that matches what a pattern with `*` and `?` fits. */
export function patternAsRegExp(pattern: string): RegExp {
  const source = Array.from(pattern, (mark) =>
    mark === '*' ? '.*' : mark === '?' ? '.' : mark.replace(/[/.]/, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'ius');
}
