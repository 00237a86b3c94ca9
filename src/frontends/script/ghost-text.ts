import type { WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { OptionInsertion } from '../frontend.ts';
import { type Cursor, readCursor } from './cursor.ts';
import type { ScriptSource } from './edits.ts';
import { findOption, optionsLiteral } from './options-text.ts';
import { namespaceAt, writeInitializer } from './spelling.ts';
import { indentAt, lineStart, type ScriptStyle, styleOf } from './style.ts';
import { childIn, meaningful, nodeAt, type SyntaxNode } from './syntax.ts';
import { endsExpression, nextToken, type Token } from './tokens.ts';

/** What goes in at a cursor: the option's name, its value as the file would write it, and what surrounds it. */
interface Offer {
  readonly text: string;
  readonly offset: number;
  readonly literal: SyntaxNode;
  readonly option: string;
  readonly value: string;
  /** The value's name where it is a string. */
  readonly name: string | null;
  readonly style: ScriptStyle;
}

/** Ghost text for an initialiser option at the cursor; null where it cannot start or go on. */
export function optionInsertion(
  source: ScriptSource,
  offset: number,
  role: WeightRole,
  initializer: InitializerSpec,
): OptionInsertion | null {
  const found = source.models.layerAt(offset);
  const weight = found?.layer.weights.find((candidate) => candidate.role === role);
  const call = found === null ? null : nodeAt(source.root, found.layer.source.call, 'call_expression');
  if (call === null || found?.layer.source.elsewhere !== null || weight === undefined) return null;
  const literal = optionsLiteral(call);
  if (literal === null) return firstArgument(source, call, offset, weight.option, initializer);
  const spelling = source.dialect.spellInitializer(initializer, null, 'code');
  const style = literalStyle(source, literal);
  const value =
    spelling === null ? null : writeInitializer(spelling, style, null, namespaceAt(source.text, call, source.scope));
  const cursor = readCursor(source.text, literal.start, offset);
  if (spelling === null || value === null || cursor === null) return null;
  const name = spelling.kind === 'name' ? spelling.name : null;
  const offer: Offer = { text: source.text, offset, literal, option: weight.option, value, name, style };
  if (weight.initializer.explicit && isOverridden(literal, offset)) return null;
  return isTaken(source.text, offer, cursor) ? null : offerAt(offer, cursor);
}

/** Whether what is spread behind the cursor has the last word. */
function isOverridden(literal: SyntaxNode, offset: number): boolean {
  return literal.children.some(({ type, start }) => type === 'spread_element' && start >= offset);
}

/** An options object for a call that has no argument yet. */
function firstArgument(
  source: ScriptSource,
  call: SyntaxNode,
  offset: number,
  option: string,
  initializer: InitializerSpec,
): OptionInsertion | null {
  const args = childIn(call, 'arguments');
  const isInside =
    args?.type === 'arguments' && args.start < offset && offset <= Math.max(args.end - 1, args.start + 1);
  if (args === null || !isInside || meaningful(args).length > 0) return null;
  if (source.text.slice(args.start + 1, offset).trim() !== '') return null;
  const spelling = source.dialect.spellInitializer(initializer, null, 'code');
  const style = styleOf(source.text, call, source.style);
  const namespace = namespaceAt(source.text, call, source.scope);
  const value = spelling === null ? null : writeInitializer(spelling, style, null, namespace);
  if (value === null) return null;
  return insert(offset, style.spacedBraces ? `{ ${option}: ${value} }` : `{${option}: ${value}}`);
}

function literalStyle(source: ScriptSource, literal: SyntaxNode): ScriptStyle {
  return styleOf(source.text, literal, source.style);
}

/** Whether the option is written already, elsewhere than under the cursor. */
function isTaken(text: string, { literal, option }: Offer, cursor: Cursor): boolean {
  const written = findOption(text, literal, option);
  if (written === null) return false;
  const typed =
    cursor.at === 'start' || cursor.at === 'below' ? null : cursor.at === 'end' ? cursor.keyStart : cursor.key.start;
  return written.start !== typed;
}

function offerAt(offer: Offer, cursor: Cursor): OptionInsertion | null {
  switch (cursor.at) {
    case 'start':
      return freshOption(offer, cursor.previous);
    case 'key':
      return completedKey(offer, cursor.key);
    case 'value':
      return completedValue(offer, cursor);
    case 'below':
      return belowOption(offer);
    case 'end': {
      const isOption = cursor.key !== null && offer.text.slice(cursor.key.start, cursor.key.end) === offer.option;
      if (isOption && cursor.key !== null) return completedText(offer, cursor.key, cursor.from);
      return nextOption(offer, cursor);
    }
  }
}

/** The token behind the cursor and whether it is on the cursor's line. */
function following({ text, offset, literal }: Offer): { token: Token | null; written: string; sameLine: boolean } {
  let token = nextToken(text, offset, null);
  while (token?.kind === 'comment') token = nextToken(text, token.end, null);
  // Behind an unclosed literal comes what the parser took for other code.
  if (token !== null && token.start >= Math.max(literal.end, offset + 1)) token = null;
  const written = token === null ? '' : text.slice(token.start, token.end);
  return { token, written, sameLine: token !== null && !text.slice(offset, token.start).includes('\n') };
}

/** The comma and space that what stands behind the cursor needs; null if an option cannot stand before it. */
function separator(offer: Offer, inMultiLine: boolean): string | null {
  const { token, written, sameLine } = following(offer);
  const isClosing = token === null || written === ')' || written === ']' || written === ';';
  if (isClosing) return '';
  if (written === '}') return sameLine ? '' : inMultiLine && offer.style.trailingComma ? ',' : '';
  const startsProperty = token.kind === 'word' || token.kind === 'string' || written === '[' || written === '...';
  if (!startsProperty) return null;
  return sameLine && !/\s/.test(offer.text[offer.offset] ?? ' ') ? ', ' : ',';
}

function freshOption(offer: Offer, previous: Token): OptionInsertion | null {
  const { text, offset, style } = offer;
  const written = `${offer.option}: ${offer.value}`;
  const touches = previous.end === offset;
  const ownLine = text.slice(previous.end, offset).includes('\n');
  const next = following(offer);
  const after = separator(offer, ownLine || !next.sameLine);
  if (after === null) return null;
  if (ownLine) return onOwnLine(offer, written + after, next.sameLine);
  const isBrace = previous.start === offer.literal.start;
  if (touches && !next.sameLine && next.token !== null && spansLines(offer)) {
    return insert(offset, `${style.lineEnd}${optionIndent(offer)}${written}${after}`);
  }
  const space = isBrace && !style.spacedBraces ? '' : ' ';
  const closing =
    next.sameLine && next.written === '}' && next.token?.start === offset && style.spacedBraces ? ' ' : '';
  return insert(offset, `${touches ? space : ''}${written}${after}${closing}`);
}

/** Offers an option on a line of its own: where the line is empty, or the cursor stands before what it holds. */
function onOwnLine(offer: Offer, written: string, sameLine: boolean): OptionInsertion | null {
  const { text, offset } = offer;
  if (sameLine && /\s/.test(text[offset] ?? '')) return null;
  const start = lineStart(text, offset);
  const typed = text.slice(start, offset);
  const indent = optionIndent(offer);
  if (sameLine || !indent.startsWith(typed)) return insert(offset, written);
  return { replace: { start, end: offset }, text: indent + written };
}

function completedKey(offer: Offer, key: Token): OptionInsertion | null {
  const typed = offer.text.slice(key.start, key.end);
  const { written } = following(offer);
  if (!offer.option.startsWith(typed) || written === ':') return null;
  const after = written === ',' ? '' : separator(offer, onLaterLine(offer, key));
  if (after === null) return null;
  return { replace: { start: key.start, end: offer.offset }, text: `${offer.option}: ${offer.value}${after}` };
}

function onLaterLine({ text, literal }: Offer, key: Token): boolean {
  return text.slice(literal.start, key.start).includes('\n');
}

function completedValue(offer: Offer, cursor: Extract<Cursor, { at: 'value' }>): OptionInsertion | null {
  const { text, offset } = offer;
  if (text.slice(cursor.key.start, cursor.key.end) !== offer.option) return null;
  if (cursor.string !== null) return completedString(offer, cursor.key, cursor.string);
  const { written, sameLine } = following(offer);
  const after = written === ',' ? '' : separator(offer, onLaterLine(offer, cursor.key));
  // A value on the same line would be cut off from its key.
  if (after === null || (sameLine && after !== '')) return null;
  const space = text[offset - 1] === ':' ? ' ' : '';
  return goOn(offer, cursor.key, `${space}${offer.value}${after}`);
}

/** Goes on with a name whose quote is open; a closing quote that the editor put there is left to stand. */
function completedString(offer: Offer, key: Token, string: Token): OptionInsertion | null {
  const { text, offset, name } = offer;
  const typed = text.slice(string.start + 1, offset);
  if (name === null || !name.startsWith(typed)) return null;
  const rest = name.slice(typed.length);
  if (string.closed) return offset === string.end - 1 && rest !== '' ? goOn(offer, key, rest) : null;
  if (!/^[\s)\]},;]*$/.test(text.slice(offset, string.end))) return null;
  return goOn(offer, key, `${rest}${text[string.start] ?? offer.style.quote}`);
}

/** Goes on with a value that was begun without a quote (`tf.init`). */
function completedText(offer: Offer, key: Token, from: number): OptionInsertion | null {
  const typed = offer.text.slice(from, offer.offset);
  if (!offer.value.startsWith(typed) || typed === offer.value) return null;
  return goOn(offer, key, offer.value.slice(typed.length));
}

/** What is typed from the key on, and what completes it. */
function goOn({ text, offset }: Offer, key: Token, rest: string): OptionInsertion | null {
  const typed = text.slice(key.start, offset);
  return typed.includes('\n') ? null : { replace: { start: key.start, end: offset }, text: typed + rest };
}

/** Behind a complete option: a comma, and the next option in the same layout. */
function nextOption(offer: Offer, cursor: Extract<Cursor, { at: 'end' }>): OptionInsertion | null {
  const { text, offset, style } = offer;
  const { token, written, sameLine } = following(offer);
  const ends = token === null || [',', '}', ')', ']', ';'].includes(written);
  if (!ends || (!sameLine && written === ',')) return null;
  if (!endsExpression(text, lastToken(text, cursor.from, offset))) return null;
  const ownLine = text.slice(cursor.previous.end, cursor.keyStart).includes('\n');
  if (!ownLine) return insert(offset, `, ${offer.option}: ${offer.value}`);
  const comma = written === '}' && !sameLine && style.trailingComma ? ',' : '';
  const line = `${style.lineEnd}${indentAt(text, cursor.keyStart)}${offer.option}: ${offer.value}`;
  return insert(offset, `,${line}${comma}`);
}

/** Below an option that lacks its comma: the comma stands before the next option, for the line above is not touched. */
function belowOption(offer: Offer): OptionInsertion | null {
  const { token, written, sameLine } = following(offer);
  const isLast = token === null || ['}', ')', ']', ';'].includes(written);
  return isLast && (!sameLine || written === '}')
    ? onOwnLine(offer, `, ${offer.option}: ${offer.value}`, sameLine)
    : null;
}

function lastToken(text: string, from: number, to: number): Token | null {
  let last: Token | null = null;
  for (
    let token = nextToken(text, from, null);
    token !== null && token.start < to;
    token = nextToken(text, token.end, last)
  ) {
    if (token.kind !== 'comment') last = token;
  }
  return last;
}

function spansLines({ text, literal }: Offer): boolean {
  return text.slice(literal.start, literal.end).includes('\n');
}

/** The indentation of the options that stand on lines of their own. */
function optionIndent({ text, literal }: Offer): string {
  const onOwn = meaningful(literal).find(
    (property) => text.slice(lineStart(text, property.start), property.start).trim() === '',
  );
  return onOwn === undefined ? `${indentAt(text, literal.start)}  ` : indentAt(text, onOwn.start);
}

function insert(offset: number, text: string): OptionInsertion {
  return { replace: { start: offset, end: offset }, text };
}
