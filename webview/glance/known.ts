/** The messages that the extension has put into the page itself; none where it knew nothing yet. */
export function parseKnown(written: string): readonly unknown[] {
  const messages: unknown = written === '' ? [] : JSON.parse(written);
  return Array.isArray(messages) ? messages : [];
}
