/** The rows of a CSV text by RFC 4180, with a byte order mark. @throws where it is none */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  if (!text.startsWith('\ufeff')) throw new Error('no byte order mark');
  let at = 1;
  while (at < text.length) {
    const cell = /"(?<quoted>(?:[^"]|"")*)"(?<end>,|\r\n)/y;
    cell.lastIndex = at;
    const { quoted = '', end } = cell.exec(text)?.groups ?? {};
    if (end === undefined) throw new Error(`no CSV at ${String(at)}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(quoted.replaceAll('""', '"'));
    at = cell.lastIndex;
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}
