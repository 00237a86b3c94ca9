import type { Span } from '../model/text.ts';
import type { Reading, ReadingOptions } from './frontend.ts';
import { readJson, readJsonBlock } from './json/read-json.ts';
import { MarkupReading } from './markup/markup-reading.ts';
import { NOTHING_READ } from './nothing-read.ts';
import type { JsonUnit, ScriptUnit, Unit, Units } from './units.ts';

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
    reading: isJson(unit) ? readJsonUnit(unit, options, now) : readScripts(unit),
    blocks: blocksOf(unit),
  }));
  const [only] = parts;
  if (only === undefined) return { ...NOTHING_READ, limits };
  return isWhole ? only.reading : new MarkupReading(document, parts, limits);
}

export function isJson(unit: Unit): unit is JsonUnit {
  return unit.kind === 'json' || unit.kind === 'jsonBlock';
}

function readJsonUnit(unit: JsonUnit, options: ReadingOptions, now: () => number): Reading {
  return unit.kind === 'json' ? readJson(unit.text, options, now) : readJsonBlock(unit.text, unit.block, options, now);
}

function blocksOf(unit: Unit): readonly Span[] {
  if (unit.kind === 'jsonBlock') return [unit.block];
  return unit.kind === 'scripts' ? unit.blocks : [];
}
