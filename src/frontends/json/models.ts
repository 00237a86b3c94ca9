import type { JsonNode, JsonObject } from './node.ts';
import { allObjects, findProperty, itemsOf, textIn, valueIn } from './tree.ts';

/** A model's object somewhere in a document. */
export interface JsonModel {
  readonly object: JsonObject;
  readonly style: 'sequential' | 'functional';
  readonly config: JsonNode;
  readonly layers: readonly JsonObject[];
}

const STYLES: ReadonlyMap<string, JsonModel['style']> = new Map([
  ['Sequential', 'sequential'],
  ['Model', 'functional'],
  ['Functional', 'functional'],
]);

/** `class_name` in files, `className` in what TF.js's `toJSON` gives. */
export function classNameOf(object: JsonNode | null): string | null {
  return textIn(object, 'class_name', 'className');
}

/** The model that an object is, null if it lacks what makes one: a known class and a list with layers in it. */
export function modelIn(object: JsonObject): JsonModel | null {
  const className = classNameOf(object);
  const config = valueIn(object, 'config');
  if (className !== null && config !== null) {
    const style = STYLES.get(className) ?? (isNetwork(config) ? 'functional' : null);
    return style === null ? null : modelOf(object, style, config);
  }
  // What `get_config` gives stands alone, without its class.
  return isNetwork(object) && !isConfig(object) ? modelOf(object, 'functional', object) : null;
}

function modelOf(object: JsonObject, style: JsonModel['style'], config: JsonNode): JsonModel | null {
  // Before Keras 2.2.3 a sequential model's config was the list itself.
  const list = config.kind === 'array' ? config : valueIn(config, 'layers');
  const layers = itemsOf(list).filter((layer): layer is JsonObject => classNameOf(layer) !== null);
  return layers.length === 0 ? null : { object, style, config, layers };
}

/** Whether a config says how its layers hang together: that of a class derived from a functional model too. */
function isNetwork(config: JsonNode): boolean {
  return (
    findProperty(config, 'layers') !== null &&
    findProperty(config, 'input_layers', 'inputLayers') !== null &&
    findProperty(config, 'output_layers', 'outputLayers') !== null
  );
}

function isConfig(object: JsonObject): boolean {
  return classNameOf(object.parent) !== null && valueIn(object.parent, 'config') === object;
}

/** Every model of the document in the order of the text; one that is a layer of another is part of that. */
export function modelsIn(
  roots: readonly JsonNode[],
  nestedModels: (model: JsonModel) => readonly JsonModel[],
): JsonModel[] {
  const models: JsonModel[] = [];
  const inner = new Set<JsonObject>();
  for (const object of allObjects(roots)) {
    const bearer = bearerOf(object);
    const model = bearer === null ? null : modelIn(bearer);
    if (model === null) continue;
    if (!inner.has(model.object)) models.push(model);
    for (const nested of nestedModels(model)) inner.add(nested.object);
  }
  return models;
}

/** The object that is a model if this one, or the list in it, is a config; null for most objects: they are many. */
function bearerOf(object: JsonObject): JsonObject | null {
  for (const { name, value } of object.properties) {
    if (name === 'layers') return isConfig(object) && object.parent?.kind === 'object' ? object.parent : object;
    if (name === 'config' && value.kind === 'array') return object;
  }
  return null;
}
