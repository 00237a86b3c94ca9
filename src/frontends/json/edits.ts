import type { Dialect, InitializerSpelling } from '../../dialects/dialect.ts';
import { camelCase, snakeCase } from '../../dialects/naming.ts';
import type { Fix } from '../../model/fix.ts';
import { layerById, type ModelGraph } from '../../model/graph.ts';
import type { TextEdit } from '../../model/text.ts';
import type { JsonValue } from './layout.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { insertProperty, removeProperty, replaceValue } from './property-edits.ts';
import { silencingEdits } from './suppressions.ts';
import { findProperty, objectAt, propertiesOf, spanOf, valueIn } from './tree.ts';
import { isWhole } from './whole-value.ts';

/** The text edits that carry a fix out; null where the document cannot be changed so. */
export function jsonEdits(
  text: string,
  roots: readonly JsonNode[],
  graph: ModelGraph,
  dialect: Dialect,
  fix: Fix,
): readonly TextEdit[] | null {
  if (fix.kind === 'suppress' && fix.layer === null) return silencedDocument(text, roots, fix.rule);
  const layer = fix.layer === null ? undefined : layerById(graph, fix.layer);
  const object = layer === undefined ? null : objectAt(roots, layer.source.call);
  if (layer === undefined || object === null) return null;
  if (fix.kind !== 'suppress' && !isWhole(text, object)) return null;
  switch (fix.kind) {
    case 'setInitializer': {
      const weight = layer.weights.find((candidate) => candidate.role === fix.role);
      const spelling = dialect.spellInitializer(fix.initializer, fix.seed, 'json');
      const value = weight && spelling && initializerValue(spelling, object, weight.option);
      return value ? writeOption(text, object, weight.option, value) : null;
    }
    case 'replaceName':
      return replaceName(text, object, fix.option, fix.name);
    case 'setOption':
      return writeOption(text, object, fix.option, fix.value);
    case 'renameOption':
      return renameOption(object, fix.option, fix.name);
    case 'removeOption':
      return removeOption(text, object, fix.option);
    case 'suppress':
      return silencingEdits(text, object, fix.rule);
  }
}

/** Null where the document is no object. */
function silencedDocument(text: string, roots: readonly JsonNode[], rule: string): TextEdit[] | null {
  const [root, ...others] = roots;
  return root?.kind === 'object' && others.length === 0 ? silencingEdits(text, root, rule) : null;
}

/**
 * A construction as the file writes them: Keras 3 adds where it comes from, TF.js's `toJSON` writes camel case; null for
 * what Keras 1 has no name for.
 */
export function initializerValue(spelling: InitializerSpelling, layer: JsonObject, option: string): JsonValue {
  if (spelling.kind === 'name') return spelling.name;
  if (KERAS_1.test(option))
    return spelling.arguments.every(([, value]) => value === null) ? snakeCase(spelling.name) : null;
  const isCamel = isCamelCase(layer);
  const config: Record<string, JsonValue> = {};
  for (const [name, value] of spelling.arguments) {
    config[isCamel ? camelCase(name) : name] = isCamel && typeof value === 'string' ? camelCase(value) : value;
  }
  if (isCamel) return { className: spelling.name, config };
  const plain = { class_name: spelling.name, config };
  if (valueIn(layer, 'module') === null) return plain;
  return { module: 'keras.initializers', ...plain, registered_name: null };
}

/** Options of Keras 1, which knows initialisers by their names only. */
const KERAS_1 = /^(?:\w+_)?init$/;

export function isCamelCase(layer: JsonObject): boolean {
  return findProperty(layer, 'className') !== null;
}

function writeOption(text: string, layer: JsonObject, option: string, value: JsonValue): TextEdit[] | null {
  const config = valueIn(layer, 'config');
  if (config?.kind !== 'object') return null;
  const property = findProperty(config, option);
  if (property !== null) return replaceValue(text, config, property, value);
  return insertProperty(text, config, isCamelCase(layer) ? camelCase(option) : option, value);
}

/** Replaces a name: the string itself, or the class name of a construction. */
function replaceName(text: string, layer: JsonObject, option: string, name: string): TextEdit[] | null {
  const value = valueIn(valueIn(layer, 'config'), option);
  if (value === null) return null;
  const target = value.kind === 'object' ? valueIn(value, 'class_name', 'className') : value;
  if (target?.kind !== 'string') return writeOption(text, layer, option, name);
  return [{ ...spanOf(target), text: JSON.stringify(name) }];
}

function renameOption(layer: JsonObject, option: string, name: string): TextEdit[] | null {
  const named = propertiesOf(valueIn(layer, 'config')).filter((property) => property.name === option);
  return named.length === 0 ? null : named.map(({ key }) => ({ ...spanOf(key), text: JSON.stringify(name) }));
}

function removeOption(text: string, layer: JsonObject, option: string): TextEdit[] | null {
  const config = valueIn(layer, 'config');
  return findProperty(config, option) === null || config?.kind !== 'object'
    ? null
    : removeProperty(text, config, option);
}
