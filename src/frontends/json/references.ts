import type { ConfigEntry } from '../../dialects/declaration.ts';
import { argumentAt, entriesOf } from './config.ts';
import type { JsonNode, JsonProperty } from './node.ts';
import { findProperty, itemsOf, numberOf, propertiesOf, textIn, valueIn } from './tree.ts';

/** An output of one use of a layer, as `inbound_nodes` and `output_layers` name it. */
export interface Reference {
  readonly name: string;
  /** Number of the use, as the file counts. */
  readonly use: number;
  /** Which of the outputs of that use. */
  readonly tensor: number;
  /** The output's shape with the batch first, where the file says it (Keras 3). */
  readonly shape: JsonNode | null;
}

/** One use of a layer. */
export interface Call {
  readonly inputs: readonly Reference[];
  /** What is handed over besides tensors. */
  readonly arguments: readonly ConfigEntry[];
}

/** What Keras 2 writes where a call's first argument is no tensor. */
const CONSTANT = '_CONSTANT_VALUE';

/** An item of `inbound_nodes`: references in a list (TF.js, Keras 1 and 2), arguments by place and name (Keras 3). */
export function callIn(node: JsonNode): Call {
  const positional = valueIn(node, 'args');
  return positional === null ? listedCall(node) : writtenCall(itemsOf(positional), valueIn(node, 'kwargs'));
}

/** `{"args": [tensor, [tensor, tensor], 2], "kwargs": {"mask": tensor}}`. */
function writtenCall(positional: readonly JsonNode[], named: JsonNode | null): Call {
  const read = (value: JsonNode) => leavesOf(value, historyIn);
  const inputs = [...positional, ...propertiesOf(named).map(({ value }) => value)].flatMap(
    (value) => read(value).references,
  );
  const places = positional.flatMap((value, i) => (read(value).isTensors ? [] : [argumentAt(i, value)]));
  return { inputs, arguments: [...places, ...namedArguments(named, historyIn)] };
}

/**
 * `[["name", use, tensor, {arguments}], ...]`, or one such reference alone. Every reference of a call carries the same
 * named arguments, and tensors may be among them.
 */
function listedCall(node: JsonNode): Call {
  const { references } = leavesOf(node, listIn);
  const first = firstLeaf(node);
  const named = itemsOf(first)[3] ?? null;
  const constant = itemsOf(first)[2] ?? null;
  const isConstant = nameIn(first) === CONSTANT && constant !== null;
  return {
    inputs: [...references, ...propertiesOf(named).flatMap(({ value }) => leavesOf(value, listIn).references)],
    arguments: [...(isConstant ? [argumentAt(0, constant)] : []), ...namedArguments(named, listIn)],
  };
}

function namedArguments(named: JsonNode | null, referenceIn: ReferenceReader): ConfigEntry[] {
  const isArgument = ({ value }: JsonProperty) => !leavesOf(value, referenceIn).isTensors;
  const written = new Set(
    propertiesOf(named)
      .filter(isArgument)
      .map(({ name }) => name),
  );
  return entriesOf(named).filter(({ key }) => written.has(key));
}

/** References in `input_layers` or `output_layers`: one, a list, or an object of them. */
export function referencesIn(node: JsonNode): readonly Reference[] {
  return leavesOf(node, listIn).references;
}

/** More inputs than any layer takes. */
export const MAX_INPUTS = 4096;

type ReferenceReader = (node: JsonNode) => Reference | null;

/** References in a structure, by the order in which Keras flattens it, and whether there is nothing else in it. */
function leavesOf(
  structure: JsonNode,
  referenceIn: ReferenceReader,
): { references: readonly Reference[]; isTensors: boolean } {
  const references: Reference[] = [];
  let others = 0;
  const open = [structure];
  for (let node = open.pop(); node !== undefined && references.length < MAX_INPUTS; node = open.pop()) {
    const reference = referenceIn(node);
    if (reference !== null) references.push(reference);
    else if (nameIn(node) === CONSTANT) others++;
    else if (node.kind === 'array' || node.kind === 'object')
      for (const part of partsOf(node).reverse()) open.push(part);
    else others++;
  }
  return { references, isTensors: references.length > 0 && others === 0 };
}

/** Dictionaries are flattened by their keys' order, not by that of the text. */
function partsOf(node: JsonNode): JsonNode[] {
  if (node.kind === 'array') return [...node.items];
  return [...propertiesOf(node)].sort((a, b) => compare(a.name, b.name)).map(({ value }) => value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first list in a nest of lists that begins with no list: a reference, or a constant in its place. */
function firstLeaf(node: JsonNode): JsonNode | null {
  for (let at: JsonNode | undefined = node; at !== undefined; at = partsOf(at)[0]) {
    if (at.kind === 'array' && at.items[0]?.kind === 'string') return at;
  }
  return null;
}

function nameIn(node: JsonNode | null): string | null {
  const [name] = itemsOf(node);
  return name?.kind === 'string' && typeof name.value === 'string' ? name.value : null;
}

/** `["name", use, tensor, ...]` */
function listIn(node: JsonNode): Reference | null {
  const [, use, tensor] = itemsOf(node);
  const name = nameIn(node);
  const [number, output] = [numberOf(use), numberOf(tensor)];
  if (name === null || name === CONSTANT || number === null) return null;
  return { name, use: number, tensor: output ?? 0, shape: null };
}

/** `{"class_name": "__keras_tensor__", "config": {"shape": [...], "keras_history": ["name", use, tensor]}}` */
function historyIn(node: JsonNode): Reference | null {
  if (textIn(node, 'class_name') !== '__keras_tensor__') return null;
  const config = valueIn(node, 'config');
  const history = findProperty(config, 'keras_history')?.value;
  const reference = history === undefined ? null : listIn(history);
  return reference && { ...reference, shape: valueIn(config, 'shape') };
}
