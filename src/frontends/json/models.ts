import type { Node } from 'jsonc-parser';
import { allNodes, itemsOf, propertiesOf, textIn, valueIn } from './tree.ts';

/** A model's object somewhere in a document. */
export interface JsonModel {
  readonly object: Node;
  readonly style: 'sequential' | 'functional';
  readonly config: Node;
  readonly layers: readonly Node[];
}

const STYLES: Readonly<Record<string, JsonModel['style']>> = {
  Sequential: 'sequential',
  Model: 'functional',
  Functional: 'functional',
};

/** The model that an object is, null if it lacks what makes one: a known class and a list with layers in it. */
export function modelIn(object: Node): JsonModel | null {
  const style = STYLES[textIn(object, 'class_name') ?? ''];
  const config = valueIn(object, 'config');
  if (style === undefined || config === null) return null;
  // Before Keras 2.2.3 a sequential model's config was the list itself.
  const list = config.type === 'array' ? config : valueIn(config, 'layers');
  const layers = itemsOf(list).filter((layer) => textIn(layer, 'class_name') !== null);
  return layers.length === 0 ? null : { object, style, config, layers };
}

/** Every model of the document in the order of the file; a sequential one within another is part of that. */
export function modelsIn(root: Node): JsonModel[] {
  const models: JsonModel[] = [];
  const inner = new Set<Node>();
  for (const node of allNodes(root)) {
    const model = node.type === 'object' && !inner.has(node) ? modelIn(node) : null;
    if (model === null) continue;
    models.push(model);
    if (model.style === 'sequential') for (const layer of flatLayers(model).inlined) inner.add(layer);
  }
  return models;
}

/** Layers of a sequential model with those of sequential models among them in their place. */
export function flatLayers(model: JsonModel): { layers: Node[]; inlined: Node[] } {
  const layers: Node[] = [];
  const inlined: Node[] = [];
  const open = [...model.layers].reverse();
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    const nested = modelIn(layer);
    if (nested?.style === 'sequential') {
      inlined.push(layer);
      open.push(...[...nested.layers].reverse());
    } else layers.push(layer);
  }
  return { layers, inlined };
}

/** Names that `inbound_nodes` or `output_layers` refer to, with the number of the use meant. */
export interface Reference {
  readonly name: string;
  readonly use: number;
}

/**
 * References in a value, in order: `["name", use, tensor, ...]` (TF.js, Keras 2) or an object with
 * `keras_history: ["name", use, tensor]` (Keras 3).
 */
export function referencesIn(node: Node): Reference[] {
  const found: Reference[] = [];
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const reference = referenceOf(at);
    if (reference !== null) {
      found.push(reference);
      continue;
    }
    const children = at.type === 'object' ? [...propertiesOf(at)].map((property) => property.value) : itemsOf(at);
    open.push(...[...children].reverse());
  }
  return found;
}

function referenceOf(node: Node): Reference | null {
  const [name, use] = itemsOf(node);
  const [written, number]: unknown[] = [name?.value, use?.value];
  return typeof written === 'string' && typeof number === 'number' ? { name: written, use: number } : null;
}
