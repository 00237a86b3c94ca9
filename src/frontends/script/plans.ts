import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import { ancestors, inSequence, isInput } from './application.ts';
import { declarationOf, siteOf, sourceOf, unreadOptions } from './config.ts';
import { fragmentsOf } from './fragments.ts';
import type { LayerValue, ModelValue, TensorValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { modelName } from './model-name.ts';
import { type SyntaxNode, spanOf } from './syntax.ts';
import type { Value } from './values.ts';

/** What one evaluation made. */
export interface Plans {
  /** Models in the order of the file. */
  readonly models: GraphPlan[];
  /** Layers that are applied one to another and that no model takes up. */
  readonly fragments: GraphPlan[];
  /** Layers that neither a model nor another layer takes up. */
  readonly loose: LayerValue[];
}

export function plansOf(interpreter: Interpreter): Plans {
  const used = new Set<LayerValue>();
  const calls = new Set<SyntaxNode>();
  const models: GraphPlan[] = [];
  const partOfAnother = new Set(interpreter.models.flatMap((model) => model.members));
  for (const [index, model] of interpreter.models.entries()) {
    if (model.loaded !== null) continue;
    const tensors = ancestors(outputsOf(interpreter, model), new Set());
    const isKnown = tensors.every(({ layer }) => layer === null || calls.has(layer.call));
    for (const { layer } of tensors) {
      if (layer === null) continue;
      used.add(layer);
      calls.add(layer.call);
    }
    if (isKnown && index >= interpreter.readAgainFrom) continue;
    if (tensors.some(({ layer }) => layer !== null) && !partOfAnother.has(model)) models.push(planOf(model, tensors));
  }
  const fragments = fragmentsOf(interpreter.tensors, used).map(({ tensors, ...rest }) => {
    for (const { layer } of tensors) if (layer !== null) used.add(layer);
    return { ...rest, ...layersOf(tensors), outputs: null, trained: null };
  });
  return {
    models: models.sort((a, b) => a.span.start - b.span.start),
    fragments,
    loose: looseLayers(interpreter, used),
  };
}

function outputsOf(interpreter: Interpreter, model: ModelValue): readonly TensorValue[] {
  return model.style === 'functional' ? model.outputs : inSequence(interpreter, model).outputs;
}

function planOf(model: ModelValue, tensors: readonly TensorValue[]): GraphPlan {
  const { layers, entering, gaps, unknowns } = layersOf(tensors);
  return {
    name: modelName(model),
    kind: model.style,
    span: spanOf(model.call),
    layers,
    entering,
    outputs: model.style === 'functional' ? model.outputs.map((tensor) => tensor.object) : null,
    // What decides only whether the model is made at all leaves nothing open in it.
    gaps: [...model.gaps, ...gaps.filter((gap) => !model.circumstances.gaps.includes(gap))],
    unknowns: [...model.circumstances.unknowns, ...unknowns],
    trained: model.trained,
  };
}

/** The applications of layers as a plan has them, with what was assumed and could not be read on the way to them. */
function layersOf(
  tensors: readonly TensorValue[],
): Required<Pick<GraphPlan, 'layers' | 'entering' | 'gaps' | 'unknowns'>> {
  const firstUses = new Map<LayerValue, number>();
  const layers: PlannedLayer[] = [];
  const entering: number[] = [];
  const gaps: string[] = [];
  for (const { layer, object, inputs, inputTensors, within, gap } of tensors) {
    for (const nest of within) gaps.push(...nest.gaps);
    if (layer === null) {
      entering.push(object);
      if (gap !== null) gaps.push(`What enters a layer cannot be read: ${gap}`);
      continue;
    }
    gaps.push(...layer.circumstances.gaps, ...gapsOf(layer));
    const sharedWith = firstUses.get(layer) ?? null;
    if (sharedWith === null) firstUses.set(layer, object);
    layers.push({
      key: object,
      site: siteOf(layer),
      declaration: declarationOf(layer),
      source: sourceOf(layer),
      inputs: inputs.map((input) => input.object),
      inputTensors,
      sharedWith,
      scope: within.map(({ name }) => name),
    });
  }
  const unknowns = [...firstUses.keys()].flatMap((layer) => layer.circumstances.unknowns);
  return { layers, entering, gaps, unknowns };
}

function plannedLayer(layer: LayerValue, key: number): PlannedLayer {
  const [declaration, source] = [declarationOf(layer), sourceOf(layer)];
  return { key, site: siteOf(layer), declaration, source, inputs: [], sharedWith: null, scope: [] };
}

function gapsOf(layer: LayerValue): string[] {
  const unread = layer.opaque === null ? unreadOptions(layer) : null;
  return unread === null ? [] : [`Options of \`${layer.factory}\` cannot be read: ${unread.reason}`];
}

function looseLayers(interpreter: Interpreter, used: ReadonlySet<LayerValue>): LayerValue[] {
  const left = interpreter.layers.filter(
    (layer) => !used.has(layer) && layer.opaque === null && !layer.isOperation && !isInput(layer),
  );
  if (left.length === 0) return left;
  const wrapped = new Set<Value>();
  for (const layer of interpreter.layers) collectLayers(layer.argument, wrapped, 0);
  return left.filter((layer) => !wrapped.has(layer));
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
    layers: ordered.map((layer) => plannedLayer(layer, layer.object)),
    outputs: [],
    gaps: ['No model in this file takes these layers up: what enters them is assumed.'],
    unknowns: [],
    trained: null,
  };
}
