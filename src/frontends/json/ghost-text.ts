import type { Dialect } from '../../dialects/dialect.ts';
import { camelCase } from '../../dialects/naming.ts';
import type { Layer } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { OptionInsertion } from '../frontend.ts';
import { type JsonCursor, readJsonCursor } from './cursor.ts';
import { initializerValue, isCamelCase } from './edits.ts';
import { type JsonValue, layoutOf } from './layout.ts';
import type { JsonObject } from './node.ts';
import { writtenProperty, writtenValue } from './property-edits.ts';
import { skipBlanks } from './scanner.ts';
import { findProperty, valueIn } from './tree.ts';

/** What goes in at a cursor among a layer's options. */
interface Offer {
  readonly text: string;
  readonly offset: number;
  readonly config: JsonObject;
  readonly name: string;
  readonly value: JsonValue;
  /** The string that says the same; null if none does. */
  readonly bare: string | null;
}

/** Ghost text for an initialiser in a layer's configuration; null where it cannot start or go on. */
export function jsonOptionInsertion(
  text: string,
  object: JsonObject,
  layer: Layer,
  option: string,
  initializer: InitializerSpec,
  dialect: Dialect,
  offset: number,
): OptionInsertion | null {
  const config = valueIn(object, 'config');
  const isOfLayer = layer.weights.some((weight) => weight.option === option);
  if (config?.kind !== 'object' || !isOfLayer) return null;
  const cursor = readJsonCursor(text, config, offset);
  if (cursor === null) return null;
  const spelling = dialect.spellInitializer(initializer, null, 'json');
  const value = spelling === null ? null : initializerValue(spelling, object, option);
  if (value === null) return null;
  const name = isCamelCase(object) ? camelCase(option) : option;
  return offerAt({ text, offset, config, name, value, bare: bareName(dialect, initializer) }, cursor, option);
}

/** The name as a plain string, where the format takes that: saved models mostly write objects, people strings. */
export function bareName(dialect: Dialect, initializer: InitializerSpec): string | null {
  const spelling = dialect.spellInitializer(initializer, null, 'code');
  if (spelling?.kind !== 'name') return null;
  return dialect.initializerNames('json').includes(spelling.name) ? spelling.name : null;
}

function offerAt(offer: Offer, cursor: JsonCursor, option: string): OptionInsertion | null {
  const { config, name } = offer;
  const isWritten = findProperty(config, option, name) !== null;
  switch (cursor.at) {
    case 'start':
      return isWritten ? null : freshProperty(offer, cursor.previous);
    case 'end':
      return isWritten ? null : nextProperty(offer);
    case 'value':
      return cursor.name === option || cursor.name === name ? valueAfter(offer) : null;
    case 'string':
      return cursor.name === option || cursor.name === name ? restOfString(offer, cursor) : null;
  }
}

/** What follows the cursor: its first character, and whether that is on the cursor's line. */
function following({ text, offset }: Offer): { character: string; sameLine: boolean; touches: boolean } {
  const next = skipBlanks(text, offset);
  const between = text.slice(offset, next);
  return { character: text[next] ?? '', sameLine: !between.includes('\n'), touches: next === offset };
}

function propertyText({ text, config, name, value }: Offer): string {
  return writtenProperty(text, config, name, value);
}

function freshProperty(offer: Offer, previous: number): OptionInsertion | null {
  const { text, offset, config } = offer;
  const property = propertyText(offer);
  const { lines, comma, padding } = layoutOf(text, config);
  const { character, sameLine, touches } = following(offer);
  if (character !== '"' && character !== '}') return null;
  const isFirst = previous === config.start + 1;
  const ownLine = text.slice(previous, offset).includes('\n');
  const space = comma.slice(1);
  const after = character === '}' ? '' : ',';
  if (ownLine) {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    const typed = text.slice(start, offset);
    // Only where the line is empty, or directly before what it holds.
    if (typed.trim() !== '' || (sameLine && !touches)) return null;
    const indent = lines?.indent ?? typed;
    const behind = sameLine && after !== '' ? `${after}${lines === null ? space : lines.end + indent}` : after;
    if (sameLine || !indent.startsWith(typed)) return insert(offset, property + behind);
    return { replace: { start, end: offset }, text: indent + property + behind };
  }
  const before = previous !== offset ? '' : isFirst ? padding : space;
  if (lines !== null && !sameLine) {
    return previous === offset ? insert(offset, `${lines.end}${lines.indent}${property}${after}`) : null;
  }
  if (after === '') return insert(offset, before + property + (touches ? padding : ''));
  return insert(offset, before + property + after + (touches ? space : ''));
}

/** Behind a value: a comma, and the property in the layout of the others. */
function nextProperty(offer: Offer): OptionInsertion | null {
  const { text, offset, config } = offer;
  const { lines, comma } = layoutOf(text, config);
  const { character, sameLine } = following(offer);
  if (character !== '}' && !(character === ',' && sameLine)) return null;
  return insert(offset, `,${lines === null ? comma.slice(1) : lines.end + lines.indent}${propertyText(offer)}`);
}

function valueAfter(offer: Offer): OptionInsertion | null {
  const { text, offset, config, value } = offer;
  const { character, sameLine } = following(offer);
  const isFree = character === '}' || character === ',' || (character === '"' && !sameLine);
  if (!isFree) return null;
  const space = text[offset - 1] === ':' ? ' ' : '';
  return insert(offset, `${space}${writtenValue(text, config, value)}${character === '"' ? ',' : ''}`);
}

/** Goes on with a name whose quote is open; a closing quote that the editor put there is left to stand. */
function restOfString(
  { text, offset, bare }: Offer,
  { string, closed }: Extract<JsonCursor, { at: 'string' }>,
): OptionInsertion | null {
  const typed = text.slice(string.start + 1, offset);
  if (bare === null || !bare.startsWith(typed)) return null;
  const rest = bare.slice(typed.length);
  const start = string.start + 1;
  if (closed) return offset === string.end - 1 && rest !== '' ? { replace: { start, end: offset }, text: bare } : null;
  if (text.slice(offset, string.end).trim() !== '') return null;
  return { replace: { start, end: offset }, text: `${bare}"` };
}

function insert(offset: number, text: string): OptionInsertion {
  return { replace: { start: offset, end: offset }, text };
}
