import { layerById } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { Span } from '../../model/text.ts';
import type { ValuePlace } from '../frontend.ts';
import { type Cursor, readCursor } from './cursor.ts';
import type { ScriptSource } from './edits.ts';
import { optionsLiteral } from './options-text.ts';
import { namespaceAt, writeInitializer, writeLiteral } from './spelling.ts';
import { styleOf } from './style.ts';
import { nodeAt, type SyntaxNode } from './syntax.ts';

/** The value of a layer's option that is being written at the offset. */
export function valueAt(source: ScriptSource, offset: number): ValuePlace | null {
  const found = source.models.layerAt(offset);
  if (found === null || found.layer.source.elsewhere !== null) return null;
  const call = callAt(source, found.layer.source.call);
  const literal = call === null ? null : optionsLiteral(call);
  const cursor = literal === null ? null : readCursor(source.text, literal.start, offset);
  const typed = cursor === null ? null : typedValue(source.text, cursor, offset);
  return typed === null ? null : { graph: found.graph, layer: found.layer.id, ...typed };
}

/** The text of a value at such a place, in the style of its call. */
export function writeAt(source: ScriptSource, place: ValuePlace, value: InitializerSpec | string): string | null {
  const call = callAt(source, layerById(place.graph, place.layer)?.source.call ?? { start: 0, end: 0 });
  if (call === null) return null;
  const style = styleOf(source.text, call, source.style);
  const spelling = typeof value === 'string' ? null : source.dialect.spellInitializer(value, null, 'code');
  if (place.form === 'string') {
    const name = typeof value === 'string' ? value : spelling?.kind === 'name' ? spelling.name : null;
    return name === null ? null : name + place.closing;
  }
  if (typeof value === 'string') return writeLiteral(value, style);
  return spelling === null
    ? null
    : writeInitializer(spelling, style, null, namespaceAt(source.text, call, source.scope));
}

function callAt(source: ScriptSource, span: Span): SyntaxNode | null {
  return nodeAt(source.root, span, 'call_expression');
}

type Typed = Omit<ValuePlace, 'graph' | 'layer'>;

/** A name that may go on: `tf.init`. */
const BARE = /^[\w$.]+$/;

function typedValue(text: string, cursor: Cursor, offset: number): Typed | null {
  if (cursor.at !== 'value' && cursor.at !== 'end') return null;
  if (cursor.key === null) return null;
  const option = text.slice(cursor.key.start, cursor.key.end).replace(/^['"]|['"]$/g, '');
  if (cursor.at === 'value' && cursor.string !== null) return inString(text, option, cursor.string, offset);
  const typed = { start: cursor.at === 'end' ? cursor.from : offset, end: offset };
  const isName = typed.start === offset || BARE.test(text.slice(typed.start, offset));
  return isName ? { option, form: 'bare', replace: typed, whole: typed, closing: '' } : null;
}

/** An open string goes up to the cursor: what follows on its line is other code. */
function inString(text: string, option: string, string: Span & { readonly closed: boolean }, offset: number): Typed {
  const end = string.closed ? string.end - 1 : offset;
  const closing = string.closed ? '' : (text[string.start] ?? '');
  const whole = { start: string.start, end: string.closed ? string.end : offset };
  return { option, form: 'string', replace: { start: string.start + 1, end }, whole, closing };
}
