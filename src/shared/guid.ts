/** Whether a text is a GUID, in any case. GUIDs identify everything in GitProtect. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** .NET writes a GUID without dashes, or in braces or parentheses, where it is told to. */
const UNDASHED = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** The GUID that a text is, however it is written, in the form in which IDs are compared; undefined where it is none. */
export function guidIn(text: string): string | undefined {
  if (isGuid(text)) return text.toLowerCase();
  const guid = text.replace(/^(?:\{(.*)\}|\((.*)\))$/, '$1$2').replace(UNDASHED, '$1-$2-$3-$4-$5');
  return isGuid(guid) ? guid.toLowerCase() : undefined;
}
