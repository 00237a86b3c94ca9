import type { Reading, ReadingOptions } from './frontend.ts';
import { readJson } from './json/read-json.ts';
import { MarkupReading } from './markup/markup-reading.ts';
import { NOTHING_READ } from './nothing-read.ts';
import type { ScriptUnit, Units } from './units.ts';

/**
 * Reads what a document consists of, and gives it as one reading.
 * @param readScripts reads the scripts; there is one such unit at most.
 * @param now milliseconds on a monotonic clock.
 */
export function readUnits(
  { units, isWhole, document, limits }: Units,
  options: ReadingOptions,
  now: () => number,
  readScripts: (unit: ScriptUnit) => Reading,
): Reading {
  const parts = units.map((unit) => ({
    reading: unit.kind === 'json' ? readJson(unit.text, options, now) : readScripts(unit),
    blocks: unit.kind === 'script' ? [] : unit.blocks,
  }));
  const [only] = parts;
  if (only === undefined) return { ...NOTHING_READ, limits };
  return isWhole ? only.reading : new MarkupReading(document, parts, limits);
}
