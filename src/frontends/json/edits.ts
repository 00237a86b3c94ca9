import type { Node } from 'jsonc-parser';
import type { Dialect, InitializerSpelling } from '../../dialects/dialect.ts';
import type { Fix } from '../../model/fix.ts';
import type { ModelGraph } from '../../model/graph.ts';
import type { TextEdit } from '../../model/text.ts';
import { indentAt, type JsonLayout, type JsonValue, layoutOf, writeInline, writeLines } from './layout.ts';
import { findProperty, type JsonProperty, objectAt, spanOf, valueIn } from './tree.ts';

/** The text edits that carry a fix out; null where the document cannot be changed so (JSON has no comments to suppress with). */
export function jsonEdits(
  text: string,
  root: Node,
  graph: ModelGraph,
  dialect: Dialect,
  fix: Fix,
): readonly TextEdit[] | null {
  const layer = graph.layers.find((candidate) => candidate.id === fix.layer);
  const object = layer === undefined ? null : objectAt(root, layer.source.call);
  if (layer === undefined || object === null) return null;
  switch (fix.kind) {
    case 'setInitializer': {
      const weight = layer.weights.find((candidate) => candidate.role === fix.role);
      const spelling = dialect.spellInitializer(fix.initializer, fix.seed, 'json');
      if (weight === undefined || spelling === null) return null;
      return writeOption(text, object, weight.option, initializerValue(spelling, object));
    }
    case 'replaceName':
      return replaceName(text, object, fix.option, fix.name);
    case 'setOption':
      return writeOption(text, object, fix.option, fix.value);
    case 'renameOption': {
      const property = findProperty(valueIn(object, 'config'), fix.option);
      return property === null ? null : [{ ...spanOf(property.key), text: JSON.stringify(fix.name) }];
    }
    case 'removeOption':
      return removeOption(valueIn(object, 'config'), fix.option);
    case 'suppress':
      return null;
  }
}

/** A construction as the file writes them: Keras 3 adds where it comes from. */
function initializerValue(spelling: InitializerSpelling, layer: Node): JsonValue {
  if (spelling.kind === 'name') return spelling.name;
  const config: Record<string, JsonValue> = {};
  for (const [name, value] of spelling.arguments) config[name] = value;
  const plain = { class_name: spelling.name, config };
  if (valueIn(layer, 'module') === null) return plain;
  return { module: 'keras.initializers', ...plain, registered_name: null };
}

function writeOption(text: string, layer: Node, option: string, value: JsonValue): TextEdit[] | null {
  const config = valueIn(layer, 'config');
  const property = findProperty(config, option);
  if (property !== null) return [{ ...spanOf(property.value), text: written(text, property.value, property, value) }];
  if (config?.type !== 'object') return null;
  return insertProperty(text, config, option, value);
}

/** The new value in the layout of the old one, or of the objects beside it. */
function written(text: string, old: Node, property: JsonProperty, value: JsonValue): string {
  const config = property.whole.parent ?? old;
  const own = layoutOf(text, old.type === 'object' && (old.children ?? []).length > 0 ? old : siblingObject(config));
  return own.lines === null ? writeInline(value, own) : writeLines(value, own, indentAt(text, property.whole.offset));
}

/** An object among an object's values, so that a new one is laid out like it; the object itself if it has none. */
function siblingObject(config: Node): Node {
  const values = (config.children ?? []).map((property) => property.children?.[1]);
  return values.find((value) => value?.type === 'object' && (value.children ?? []).length > 0) ?? config;
}

function insertProperty(text: string, config: Node, option: string, value: JsonValue): TextEdit[] {
  const outer = layoutOf(text, config);
  const sibling = siblingObject(config);
  const layout: JsonLayout = { ...outer, lines: sibling === config ? null : layoutOf(text, sibling).lines };
  const last = config.children?.at(-1);
  const indent = last === undefined ? indentAt(text, config.offset) : indentAt(text, last.offset);
  const valueText = layout.lines === null ? writeInline(value, layout) : writeLines(value, layout, indent);
  const entry = `"${option}":${outer.space}${valueText}`;
  if (last === undefined) {
    return [
      { start: config.offset + 1, end: config.offset + config.length - 1, text: outer.padding + entry + outer.padding },
    ];
  }
  const at = last.offset + last.length;
  const separator = outer.lines === null ? `,${outer.space}` : `,${outer.lines.end}${outer.lines.indent}`;
  return [{ start: at, end: at, text: separator + entry }];
}

/** Replaces a name: the string itself, or the class name of a construction. */
function replaceName(text: string, layer: Node, option: string, name: string): TextEdit[] | null {
  const value = valueIn(valueIn(layer, 'config'), option);
  if (value === null) return null;
  const target = value.type === 'object' ? valueIn(value, 'class_name') : value;
  if (target?.type !== 'string') return writeOption(text, layer, option, name);
  return [{ ...spanOf(target), text: JSON.stringify(name) }];
}

function removeOption(config: Node | null, option: string): TextEdit[] | null {
  const property = findProperty(config, option);
  if (config === null || property === null) return null;
  const properties = config.children ?? [];
  const at = properties.indexOf(property.whole);
  const [previous, next] = [properties[at - 1], properties[at + 1]];
  const { start, end } = spanOf(property.whole);
  if (next !== undefined) return [{ start, end: next.offset, text: '' }];
  if (previous !== undefined) return [{ start: previous.offset + previous.length, end, text: '' }];
  return [{ start: config.offset + 1, end: config.offset + config.length - 1, text: '' }];
}
