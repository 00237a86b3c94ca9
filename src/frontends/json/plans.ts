import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import { entriesOf, entryOf, sharedObjectId, siteOf, sourceOf } from './config.ts';
import { declarationOf, distributedDeclaration } from './declarations.ts';
import { trainedWeights } from './dialect-evidence.ts';
import { Follower } from './follower.ts';
import { Gaps } from './gaps.ts';
import type { JsonModel } from './models.ts';
import { type Instance, type LayerUse, Unfolding } from './network-uses.ts';
import type { JsonObject } from './node.ts';
import { MAX_INPUTS } from './references.ts';
import { StatedShapes } from './stated-shapes.ts';
import { findProperty, spanOf, textIn, valueIn } from './tree.ts';

/** A model's object as a plan, the models in it taken apart. */
export function planOf(model: JsonModel): GraphPlan {
  const gaps = new Gaps();
  const unfolding = new Unfolding(gaps);
  const top = unfolding.unfold(model);
  const follower = new Follower(gaps);
  const layers = plannedLayers(unfolding.uses, model, follower, gaps);
  const outputs = outputsOf(top, follower);
  return {
    name: textIn(model.config, 'name') ?? 'model',
    kind: model.style,
    span: spanOf(model.object),
    layers,
    outputs,
    gaps: gaps.sentences,
    unknowns: [],
    trained: trainedWeights(model),
  };
}

function outputsOf(top: Instance, follower: Follower): number[] | null {
  if (!top.network.namesOutputs) return null;
  const found = top.network.outputs.map((output) => follower.follow(top, output, 'output_layers')?.key);
  const keys = found.filter((key) => key !== undefined);
  return keys.length === 0 ? null : keys;
}

function plannedLayers(uses: readonly LayerUse[], model: JsonModel, follower: Follower, gaps: Gaps): PlannedLayer[] {
  const shapes = new StatedShapes();
  const firstUses = new Map<unknown, number>();
  const linked = uses.map((layerUse) => {
    const { key, instance, member, use } = layerUse;
    const inputs = use.inputs
      .map((source) => follower.follow(instance, source, member.name))
      .filter((found) => found !== undefined);
    if (inputs.length >= MAX_INPUTS)
      gaps.add(`\`${member.name}\` has more than ${MAX_INPUTS} inputs: the others are left out.`);
    shapes.note(inputs, member.layer);
    // An archive numbers its objects: one layer may be written in two models.
    const identity = sharedObjectId(member.layer) ?? member.layer;
    const first = firstUses.get(identity) ?? key;
    firstUses.set(identity, first);
    return { layerUse, inputs, sharedWith: first === key ? null : first };
  });
  const configs = new Map<JsonObject, readonly ConfigEntry[]>();
  return linked.map(({ layerUse, inputs, sharedWith }) => {
    const { key, member, instance } = layerUse;
    const { layer } = member;
    const config = configs.get(layer) ?? entriesOf(valueIn(layer, 'config'));
    configs.set(layer, config);
    return {
      key,
      site: siteOf(layer),
      source: sourceOf(layer, config),
      scope: instance.scope,
      declaration: declaration(layerUse, config, inputs.length === 0 ? model : null),
      inputs: inputs.map((found) => found?.key ?? null),
      inputTensors: inputs.map((found) => found?.tensor ?? 0),
      statedShapes: shapes.of(key),
      sharedWith,
    };
  });
}

/** @param starts the model that the layer starts, null if others feed it. */
function declaration(
  { member: { layer }, instance, use }: LayerUse,
  config: readonly ConfigEntry[],
  starts: JsonModel | null,
): LayerDeclaration {
  if (instance.wrapper !== null && use.inputs.length <= 1) {
    const around = entriesOf(valueIn(instance.wrapper, 'config')).filter(({ key }) => SHAPES.includes(key));
    return distributedDeclaration(layer, config, starts === null ? [] : around);
  }
  const written = declarationOf(layer, config, use.arguments);
  return starts === null ? written : { ...written, options: [...written.options, ...entering(config, layer, starts)] };
}

const SHAPES = ['batch_input_shape', 'batch_shape', 'input_shape', 'batchInputShape', 'inputShape', 'batchShape'];

/** What entered a model when its data built it: `build_input_shape` of a sequential one, `build_config` of a layer. */
function entering(options: readonly ConfigEntry[], layer: JsonObject, model: JsonModel): ConfigEntry[] {
  if (options.some(({ key }) => SHAPES.includes(key))) return [];
  const built = [
    findProperty(model.config, 'build_input_shape'),
    findProperty(valueIn(layer, 'build_config'), 'input_shape'),
  ].map((property) => property && entryOf(property));
  const shape = built.find((entry) => entry !== null && isShape(entry.value)) ?? null;
  return shape === null ? [] : [{ ...shape, key: 'batch_input_shape' }];
}

function isShape(value: ConfigValue): boolean {
  return value.kind === 'list' && value.items.every(({ kind }) => kind === 'number' || kind === 'null');
}
