import { dialects } from '../../dialects/index.ts';
import { type Layer, layerById, type ModelGraph } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { Span } from '../../model/text.ts';
import type { ValuePlace } from '../frontend.ts';
import { layerAt } from '../layer-at.ts';
import { readJsonCursor } from './cursor.ts';
import { initializerValue } from './edits.ts';
import { bareName } from './ghost-text.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { writtenValue } from './property-edits.ts';
import { objectAt, propertiesOf, valueIn } from './tree.ts';

type Typed = Omit<ValuePlace, 'graph' | 'layer'>;

/** The value of a layer's option that is being written at the offset. */
export function jsonValueAt(
  text: string,
  roots: readonly JsonNode[],
  graphs: readonly ModelGraph[],
  offset: number,
): ValuePlace | null {
  const found = layerAt(graphs, offset);
  const config = found === null ? null : valueIn(objectOf(roots, found.layer), 'config');
  if (found === null || config?.kind !== 'object') return null;
  const typed = typedValue(text, config, offset) ?? className(text, config, offset);
  return typed === null ? null : { graph: found.graph, layer: found.layer.id, ...typed };
}

/** The text of a value at such a place. */
export function writeJsonAt(
  text: string,
  roots: readonly JsonNode[],
  { graph, layer: id, option, form, closing }: ValuePlace,
  value: InitializerSpec | string,
): string | null {
  const dialect = dialects[graph.dialect];
  if (typeof value === 'string') return form === 'bare' ? JSON.stringify(value) : value + closing;
  if (form === 'string') {
    const name = bareName(dialect, value);
    return name === null ? null : name + closing;
  }
  const spelling = dialect.spellInitializer(value, null, 'json');
  if (form === 'className') return spelling === null ? null : spelling.name + closing;
  const layer = layerById(graph, id);
  const object = layer === undefined ? null : objectOf(roots, layer);
  const config = valueIn(object, 'config');
  if (spelling === null || object === null || config?.kind !== 'object') return null;
  const written = initializerValue(spelling, object, option);
  return written === null ? null : writtenValue(text, config, written);
}

function objectOf(roots: readonly JsonNode[], layer: Layer): JsonObject | null {
  return objectAt(roots, layer.source.call);
}

function typedValue(text: string, config: JsonObject, offset: number): Typed | null {
  const cursor = readJsonCursor(text, config, offset);
  if (cursor?.at === 'value') {
    const here = { start: offset, end: offset };
    return { option: cursor.name, form: 'bare', replace: here, whole: here, closing: '' };
  }
  return cursor?.at === 'string' ? inString(cursor.name, 'string', cursor.string, cursor.closed, offset) : null;
}

/** Within the name of `{"class_name": "HeNormal", ...}`. */
function className(text: string, config: JsonObject, offset: number): Typed | null {
  const property = propertiesOf(config).find(({ value }) => value.start < offset && offset < value.end);
  if (property?.value.kind !== 'object') return null;
  const cursor = readJsonCursor(text, property.value, offset);
  const isName = cursor?.at === 'string' && (cursor.name === 'class_name' || cursor.name === 'className');
  return isName ? inString(property.name, 'className', cursor.string, cursor.closed, offset) : null;
}

function inString(option: string, form: Typed['form'], string: Span, closed: boolean, offset: number): Typed {
  const replace = { start: string.start + 1, end: closed ? string.end - 1 : offset };
  const whole = form === 'className' ? replace : { start: string.start, end: closed ? string.end : offset };
  return { option, form, replace, whole, closing: closed ? '' : '"' };
}
