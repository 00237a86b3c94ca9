import { classNameOf, type JsonModel, modelIn } from './models.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { type Call, callIn, type Reference, referencesIn } from './references.ts';
import { itemsOf, numberOf, textIn, valueIn } from './tree.ts';

/** What an input is: an output of a layer of the same model, or what enters the model from outside. */
export type Source = Reference | { readonly entering: number };

/** One layer of a model, or a model that is one. */
export interface Member {
  readonly name: string;
  readonly layer: JsonObject;
  readonly nested: Nested | null;
  readonly uses: readonly Use[];
}

/** A model in a layer's place. */
export interface Nested {
  readonly model: JsonModel;
  /** The `TimeDistributed` by which every layer of the model runs at each time step; null for a model by itself. */
  readonly wrapper: JsonObject | null;
}

export interface Use {
  readonly inputs: readonly Source[];
  readonly arguments: Call['arguments'];
}

/** How the layers of one model hang together. */
export interface Network {
  readonly members: readonly Member[];
  /** The input layers, in the order in which what enters is handed over. */
  readonly inputs: readonly Reference[];
  readonly outputs: readonly Reference[];
  /** Whether the file names the outputs. */
  readonly namesOutputs: boolean;
}

export function networkOf(model: JsonModel): Network {
  return model.style === 'sequential' ? chain(model) : functional(model);
}

/** The model that stands in a layer's place and is taken apart there; null for a layer that is none. */
export function nestedIn(layer: JsonObject): Nested | null {
  const model = modelIn(layer);
  if (model !== null) return { model, wrapper: null };
  if (classNameOf(layer) !== 'TimeDistributed') return null;
  const wrapped = valueIn(valueIn(layer, 'config'), 'layer');
  const inner = wrapped?.kind === 'object' ? modelIn(wrapped) : null;
  return inner !== null && isDistributable(inner) ? { model: inner, wrapper: layer } : null;
}

/** Every model that stands in the place of a layer. */
export function nestedModels(model: JsonModel): JsonModel[] {
  return [...model.layers, ...branchesOf(model)].flatMap((layer) => nestedIn(layer)?.model ?? []);
}

/** What a stack of Keras 1 begins with where it begins with a `Merge`: models whose outputs are joined. */
function branchesOf({ style, layers: [first] }: JsonModel): JsonObject[] {
  if (style !== 'sequential' || first === undefined || classNameOf(first) !== 'Merge') return [];
  const branches = itemsOf(valueIn(valueIn(first, 'config'), 'layers'));
  return branches.filter((branch): branch is JsonObject => classNameOf(branch) !== null);
}

/** Layers that join their inputs element by element do so at every time step by themselves. */
const ELEMENTWISE: ReadonlySet<string> = new Set(['Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum']);

/** Whether every layer of a model can be run at each time step alone. */
function isDistributable(model: JsonModel): boolean {
  return networkOf(model).members.every(
    ({ nested, layer, uses }) =>
      nested === null && (uses.every(({ inputs }) => inputs.length <= 1) || joinsAlone(layer)),
  );
}

/** A last axis is the last one with time steps before it, too. */
function joinsAlone(layer: JsonObject): boolean {
  const className = classNameOf(layer) ?? '';
  const axis = numberOf(valueIn(valueIn(layer, 'config'), 'axis'));
  return ELEMENTWISE.has(className) || (className === 'Concatenate' && axis === -1);
}

function chain(model: JsonModel): Network {
  const reference = (index: number): Reference => ({ name: `#${index}`, use: 0, tensor: 0, shape: null });
  const branches = branchesOf(model).map((branch, index) => chained(branch, -1 - index, []));
  const entry: Source[] = branches.length > 0 ? branches.map((_, index) => reference(-1 - index)) : [{ entering: 0 }];
  const members = model.layers.map((layer, index) => {
    const inputs = index > 0 ? [reference(index - 1)] : isInput(layer) ? [] : entry;
    return chained(layer, index, inputs);
  });
  const [first] = model.layers;
  const inputs = first !== undefined && isInput(first) ? [reference(0)] : [];
  const outputs = [reference(members.length - 1)];
  return { members: [...branches, ...members], inputs, outputs, namesOutputs: false };
}

function chained(layer: JsonObject, index: number, inputs: readonly Source[]): Member {
  return { name: `#${index}`, layer, nested: nestedIn(layer), uses: [{ inputs, arguments: [] }] };
}

function functional(model: JsonModel): Network {
  const members = model.layers.map((layer, index) => member(layer, index));
  const inputs = named(model.config, 'input_layers', 'inputLayers');
  const outputs = named(model.config, 'output_layers', 'outputLayers');
  const first = ({ name }: Member): Reference => ({ name, use: 0, tensor: 0, shape: null });
  return {
    members,
    inputs: inputs.length > 0 ? inputs : members.filter(({ layer }) => isInput(layer)).map(first),
    outputs: outputs.length > 0 ? outputs : members.slice(-1).map(first),
    namesOutputs: outputs.length > 0,
  };
}

function member(layer: JsonObject, index: number): Member {
  const name = textIn(layer, 'name') ?? textIn(valueIn(layer, 'config'), 'name') ?? `#${index}`;
  const uses = itemsOf(valueIn(layer, 'inbound_nodes', 'inboundNodes')).map(callIn);
  return { name, layer, nested: nestedIn(layer), uses: uses.length > 0 ? uses : [{ inputs: [], arguments: [] }] };
}

function named(config: JsonNode, ...names: readonly string[]): readonly Reference[] {
  const written = valueIn(config, ...names);
  return written === null ? [] : referencesIn(written);
}

export function isInput(layer: JsonObject): boolean {
  return classNameOf(layer) === 'InputLayer';
}
