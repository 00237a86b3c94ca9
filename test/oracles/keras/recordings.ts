import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The recordings of record_*.py, read with a check of what they hold. */

export type Generation = 'keras2' | 'keras3';

/** What Keras says of a model (facts.py). */
export interface ModelFacts {
  readonly name: string;
  readonly parameters: number;
  readonly layers: readonly LayerFacts[];
  /** Names of the input layers, in the order in which the model takes them. */
  readonly inputs: readonly string[];
  readonly outputs: readonly Source[];
}

export interface LayerFacts {
  readonly name: string;
  readonly className: string;
  readonly parameters: number;
  readonly uses: readonly UseFacts[];
  /** Null where they are not recorded. */
  readonly weights: readonly WeightFacts[] | null;
  /** Keras's names of functions, by attribute. */
  readonly activations: ReadonlyMap<string, string>;
  /** Where the layer is a model. */
  readonly model: ModelFacts | null;
  readonly parts: readonly LayerFacts[];
  /** Whether its class is not Keras's. */
  readonly isOwnCode: boolean;
}

export interface UseFacts {
  readonly inputs: readonly Source[];
  /** Of all outputs, batch first; null for a size that is open. */
  readonly shapes: readonly (readonly (number | null)[])[];
}

/** An output of a use of a layer. */
export type Source = readonly [layer: string, use: number, tensor: number];

export interface WeightFacts {
  readonly name: string;
  readonly shape: readonly number[];
  /** Class and arguments; null where Keras keeps none and the values do not tell it. */
  readonly initializer: readonly [className: string, config: Fields] | null;
}

export interface RecordedModel {
  readonly name: string;
  /** What `to_json` wrote. */
  readonly json: string;
  readonly facts: ModelFacts;
}

export interface RecordedLayer extends Omit<RecordedModel, 'name'> {
  /** As the case made it; `facts` are those of its file, which need not have every option. */
  readonly layer: LayerFacts;
  /** Its values at the recording's `points`, where it is a nonlinearity. */
  readonly curve: readonly number[] | null;
}

export interface LayerRecording {
  readonly version: string;
  readonly points: readonly number[];
  readonly classes: readonly string[];
  /** Null where this version has no such layer, or refused it. */
  readonly cases: readonly (RecordedLayer | null)[];
  /** Why, by number and class of a case, or by class alone where there is no case. */
  readonly unbuilt: ReadonlyMap<string, string>;
}

export function recordedModels(
  generation: Generation | 'keras1',
  set: 'applications' | 'models' | 'legacy',
): RecordedModel[] {
  return list(recording(generation, set).models).map((model) => {
    const fields = object(model);
    return { name: text(fields.name), ...modelAndFacts(fields) };
  });
}

export function recordedLayers(generation: Generation): LayerRecording {
  const fields = recording(generation, 'layers');
  return {
    version: text(fields.version),
    points: list(fields.points).map(number),
    classes: list(fields.classes).map(text),
    cases: list(fields.cases).map((one) => (one === null ? null : recordedLayer(object(one)))),
    unbuilt: new Map(Object.entries(object(fields.unbuilt)).map(([name, reason]) => [name, text(reason)])),
  };
}

function recordedLayer(fields: Fields): RecordedLayer {
  const curve = fields.curve === undefined ? null : list(fields.curve).map(number);
  return { layer: layerFacts(object(fields.layer)), curve, ...modelAndFacts(fields) };
}

function recording(generation: string, set: string): Fields {
  const packed = readFileSync(join(__dirname, `${generation}-${set}.json.gz`));
  return object(JSON.parse(gunzipSync(packed).toString('utf8')));
}

function modelAndFacts({ json, facts }: Fields): Omit<RecordedModel, 'name'> {
  return { json: text(json), facts: modelFacts(object(facts)) };
}

function modelFacts(fields: Fields): ModelFacts {
  return {
    name: text(fields.name),
    parameters: number(fields.parameters),
    layers: list(fields.layers).map((layer) => layerFacts(object(layer))),
    inputs: list(fields.inputs).map(text),
    outputs: list(fields.outputs).map(source),
  };
}

function layerFacts(fields: Fields): LayerFacts {
  return {
    name: text(fields.name),
    className: text(fields.class),
    parameters: number(fields.parameters),
    uses: list(fields.uses).map((use) => useFacts(object(use))),
    weights: fields.weights === null ? null : list(fields.weights).map((weight) => weightFacts(object(weight))),
    activations: new Map(Object.entries(object(fields.activations ?? {})).map(([key, name]) => [key, text(name)])),
    model: fields.model === undefined ? null : modelFacts(object(fields.model)),
    isOwnCode: fields.own === true,
    parts: list(fields.parts).map((part) => layerFacts(object(part))),
  };
}

function useFacts({ inputs, shapes }: Fields): UseFacts {
  const extent = (value: unknown) => (value === null ? null : number(value));
  return { inputs: list(inputs).map(source), shapes: list(shapes).map((shape) => list(shape).map(extent)) };
}

function weightFacts({ name, shape, initializer, values }: Fields): WeightFacts {
  const [className, config] = list(initializer ?? values);
  return {
    name: text(name),
    shape: list(shape).map(number),
    initializer: className === undefined ? null : [text(className), object(config)],
  };
}

function source(value: unknown): Source {
  const [layer, use, tensor] = list(value);
  return [text(layer), number(use), number(tensor)];
}

type Fields = Readonly<Record<string, unknown>>;

function object(value: unknown): Fields {
  if (!isObject(value)) throw new Error(`A recording has ${JSON.stringify(value)} where an object should be.`);
  return value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An empty list is left out of recordings. */
function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`A recording has ${JSON.stringify(value)} where a list should be.`);
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`A recording has ${JSON.stringify(value)} where a text should be.`);
  return value;
}

function number(value: unknown): number {
  if (typeof value !== 'number') throw new Error(`A recording has ${JSON.stringify(value)} where a number should be.`);
  return value;
}
