/** The first of these texts that fit into so many bytes of UTF-8, each with a separator of so many. */
export function fitting(texts: Iterable<string>, bytes: number, separator = 1): readonly string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const text of texts) {
    left -= Buffer.byteLength(text) + separator;
    if (left < 0) break;
    kept.push(text);
  }
  return kept;
}
