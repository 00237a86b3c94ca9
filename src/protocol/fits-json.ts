/** Whether all numbers within a value can be told: VS Code carries messages as JSON, which has neither infinity nor NaN. */
export function fitsJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(fitsJson);
}
