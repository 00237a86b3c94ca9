import type { Node } from 'jsonc-parser';
import type { ConfigEntry } from '../../dialects/declaration.ts';
import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import { declarationOf, entriesOf, siteOf, sourceOf } from './config.ts';
import { trainedWeights } from './dialect-evidence.ts';
import { flatLayers, type JsonModel, type Reference, referencesIn } from './models.ts';
import { findProperty, itemsOf, spanOf, textIn, valueIn } from './tree.ts';

/** A model's object as a plan. */
export function planOf(model: JsonModel): GraphPlan {
  const gaps: string[] = [];
  const { layers, outputs } = model.style === 'sequential' ? sequentialPlan(model) : functionalPlan(model, gaps);
  return {
    name: textIn(model.config, 'name') ?? 'model',
    kind: model.style,
    span: spanOf(model.object),
    layers,
    outputs,
    gaps,
    unknowns: [],
    trained: trainedWeights(model),
  };
}

function sequentialPlan(model: JsonModel): { layers: PlannedLayer[]; outputs: null } {
  const { layers } = flatLayers(model);
  const planned = layers.map((layer, index) => {
    const extra = index === 0 ? buildShape(model, layer) : [];
    return plannedLayer(layer, index, index === 0 ? [] : [index - 1], extra);
  });
  return { layers: planned, outputs: null };
}

/** `build_input_shape` says what entered a sequential model that was built by its data. */
function buildShape(model: JsonModel, first: Node): ConfigEntry[] {
  const config = valueIn(first, 'config');
  const says = ['batch_input_shape', 'batch_shape', 'input_shape', 'batchInputShape', 'inputShape'];
  const shape = findProperty(model.config, 'build_input_shape');
  if (shape === null || says.some((option) => valueIn(config, option) !== null)) return [];
  const [entry] = entriesOf(model.config).filter(({ key }) => key === 'build_input_shape');
  return entry === undefined || entry.value.kind !== 'list' ? [] : [{ ...entry, key: 'batch_input_shape' }];
}

function plannedLayer(
  layer: Node,
  key: number,
  inputs: readonly (number | null)[],
  extra: ConfigEntry[] = [],
): PlannedLayer {
  const options = entriesOf(valueIn(layer, 'config'));
  const name = findProperty(layer, 'name');
  // In functional models the name may stand beside the config only.
  if (name?.value.type === 'string' && !options.some((entry) => entry.key === 'name')) {
    options.push(...entriesOf(layer).filter((entry) => entry.key === 'name'));
  }
  return {
    key,
    site: siteOf(layer),
    declaration: declarationOf(layer, textIn(layer, 'class_name') ?? '?', [...options, ...extra]),
    source: sourceOf(layer),
    inputs,
    sharedWith: null,
    scope: [],
  };
}

function functionalPlan(model: JsonModel, gaps: string[]): { layers: PlannedLayer[]; outputs: number[] | null } {
  const uses = model.layers.flatMap((layer, index) => usesOf(layer, index));
  const keys = new Map(uses.map(({ name, use }, key) => [`${name}/${use}`, key]));
  const keyOf = ({ name, use }: Reference, from: string): number | null => {
    const key = keys.get(`${name}/${use}`) ?? keys.get(`${name}/0`);
    if (key === undefined) gaps.push(`\`${from}\` refers to a layer \`${name}\` that the file does not have.`);
    return key ?? null;
  };
  const layers = uses.map(({ layer, name, inputs }, key) =>
    plannedLayer(
      layer,
      key,
      inputs.map((reference) => keyOf(reference, name)),
    ),
  );
  for (const { name, use } of uses) {
    if (use === 1)
      gaps.push(`The layer \`${name}\` is applied more than once: each use is read as a layer of its own.`);
  }
  const written = valueIn(model.config, 'output_layers') ?? valueIn(model.config, 'outputLayers');
  const references = written === null ? [] : referencesIn(written);
  const outputs = references.map((reference) => keyOf(reference, 'output_layers')).filter((key) => key !== null);
  return { layers, outputs: outputs.length === 0 ? null : outputs };
}

/** One application of a layer: what `inbound_nodes` lists once for every time that it is used. */
interface Use extends Reference {
  readonly layer: Node;
  readonly inputs: readonly Reference[];
}

function usesOf(layer: Node, index: number): Use[] {
  const name = textIn(layer, 'name') ?? textIn(valueIn(layer, 'config'), 'name') ?? `#${index}`;
  const nodes = itemsOf(valueIn(layer, 'inbound_nodes') ?? valueIn(layer, 'inboundNodes'));
  if (nodes.length === 0) return [{ layer, name, use: 0, inputs: [] }];
  return nodes.map((node, use) => ({ layer, name, use, inputs: referencesIn(node) }));
}
