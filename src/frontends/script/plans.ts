import type { Unknown } from '../../model/graph.ts';
import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import { declarationOf, siteOf, sourceOf } from './config.ts';
import { applyInSequence } from './framework.ts';
import type { Interpreter } from './interpreter.ts';
import { spanOf } from './syntax.ts';
import type { LayerValue, ModelValue, TensorValue, Value } from './values.ts';

/** What an evaluation made: models in the order of the file, and layers that none of them takes up. */
export function plansOf(interpreter: Interpreter): { models: GraphPlan[]; loose: LayerValue[] } {
  const used = new Set<LayerValue>();
  const models: GraphPlan[] = [];
  const partOfAnother = new Set(interpreter.models.flatMap((model) => model.members));
  for (const model of interpreter.models) {
    const tensors = tensorsOf(interpreter, model);
    for (const { layer } of tensors) used.add(layer);
    if (tensors.length > 0 && !partOfAnother.has(model)) models.push(planOf(model, tensors));
  }
  return { models: models.sort((a, b) => a.span.start - b.span.start), loose: looseLayers(interpreter, used) };
}

/** Every application of a layer that the model's outputs depend on, inputs first. */
function tensorsOf(interpreter: Interpreter, model: ModelValue): TensorValue[] {
  const found = new Set<TensorValue>();
  const open: TensorValue[] = [...outputsOf(interpreter, model)];
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (found.has(tensor)) continue;
    found.add(tensor);
    for (const input of tensor.inputs) if (input !== null) open.push(input);
  }
  // A tensor is made after those that enter it.
  return [...found].sort((a, b) => a.object - b.object);
}

function outputsOf(interpreter: Interpreter, model: ModelValue): readonly TensorValue[] {
  if (model.style === 'functional') return model.outputs;
  const output = applyInSequence(interpreter, model, []);
  return output === null ? [] : [output];
}

function planOf(model: ModelValue, tensors: readonly TensorValue[]): GraphPlan {
  const layers = tensors.map((tensor) => plannedLayer(tensor.layer, tensor.object, tensor.inputs));
  const circumstances = [model.circumstances, ...tensors.map((tensor) => tensor.layer.circumstances)];
  const outputs = model.style === 'functional' ? model.outputs.map((tensor) => tensor.object) : null;
  return {
    name: modelName(model),
    kind: model.style,
    span: spanOf(model.call),
    layers,
    outputs,
    gaps: [
      ...model.gaps,
      ...circumstances.flatMap(({ gaps }) => gaps),
      ...sharedLayers(tensors),
      ...unreadOptions(tensors),
    ],
    unknowns: circumstances.flatMap(({ unknowns }): readonly Unknown[] => unknowns),
    trained: null,
  };
}

function plannedLayer(layer: LayerValue, key: number, inputs: readonly (TensorValue | null)[]): PlannedLayer {
  return {
    key,
    site: siteOf(layer),
    declaration: declarationOf(layer),
    source: sourceOf(layer),
    inputs: inputs.map((input) => input?.object ?? null),
    sharedWith: null,
    scope: [],
  };
}

function sharedLayers(tensors: readonly TensorValue[]): string[] {
  const seen = new Set<LayerValue>();
  const shared = new Set<string>();
  for (const { layer } of tensors) {
    if (seen.has(layer)) shared.add(layer.factory);
    seen.add(layer);
  }
  return [...shared].map(
    (factory) => `A \`${factory}\` layer is applied more than once: each use is read as a layer of its own.`,
  );
}

/** Layers whose options come, whole or in part, from what cannot be read. */
function unreadOptions(tensors: readonly TensorValue[]): string[] {
  return tensors.flatMap(({ layer: { factory, argument } }) => {
    const unread = argument.kind === 'unknown' ? argument : argument.kind === 'object' ? argument.rest : null;
    return unread === null ? [] : [`Options of \`${factory}\` cannot be read: ${unread.reason}`];
  });
}

/** Names that say nothing about the model, so that the function that makes it names it better. */
const PLAIN_NAME = /^(?:_*|this)(?:model|net|network|nn|m|seq|sequential|result)$/i;

function modelName({ name, label, madeIn }: ModelValue): string {
  if (name !== null) return name;
  if (label !== null && !(PLAIN_NAME.test(label) && madeIn !== null)) return label;
  return madeIn ?? 'model';
}

/** Layers that neither a model nor another layer's options take up. */
function looseLayers(interpreter: Interpreter, used: ReadonlySet<LayerValue>): LayerValue[] {
  const wrapped = new Set<Value>();
  for (const layer of interpreter.layers) collectLayers(layer.argument, wrapped, 0);
  return interpreter.layers.filter((layer) => !used.has(layer) && !wrapped.has(layer) && layer.factory !== 'input');
}

/** Layers inside the options of another (`bidirectional({layer})`, `rnn({cell: [...]})`). */
function collectLayers(value: Value, into: Set<Value>, depth: number): void {
  if (depth > 4) return;
  if (value.kind === 'layer') into.add(value);
  if (value.kind === 'list') for (const item of value.items) collectLayers(item.value, into, depth + 1);
  if (value.kind === 'object')
    for (const { value: part } of value.properties.values()) collectLayers(part, into, depth + 1);
}

/** One plan for the layers that no model takes up. */
export function loosePlan(layers: readonly LayerValue[]): GraphPlan {
  const ordered = [...layers].sort((a, b) => a.call.start - b.call.start || a.object - b.object);
  const [first, last] = [ordered[0], ordered.at(-1)];
  return {
    name: 'loose layers',
    kind: 'loose',
    span: { start: first?.call.start ?? 0, end: last?.call.end ?? 0 },
    layers: ordered.map((layer) => plannedLayer(layer, layer.object, [])),
    outputs: [],
    gaps: ['No model in this file takes these layers up: what enters them is assumed.'],
    unknowns: [],
    trained: null,
  };
}
