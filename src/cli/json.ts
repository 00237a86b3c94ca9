/** Numbers that JSON cannot hold become null; everything else as `JSON.stringify` prints it, indented by two. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, (_key, each: unknown) => (typeof each === 'number' && !Number.isFinite(each) ? null : each), 2)}\n`;
}
