import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import { entriesOf, sharedObjectId, siteOf, sourceOf } from './config.ts';
import { declarationOf, distributedDeclaration } from './declarations.ts';
import { trainedWeights } from './dialect-evidence.ts';
import { Gaps } from './gaps.ts';
import type { JsonModel } from './models.ts';
import { type Found, follow, type Instance, type LayerUse, Unfolding } from './network-uses.ts';
import { StatedShapes } from './stated-shapes.ts';
import { findProperty, spanOf, textIn, valueIn } from './tree.ts';

/** A model's object as a plan, the models in it taken apart. */
export function planOf(model: JsonModel): GraphPlan {
  const gaps = new Gaps();
  const unfolding = new Unfolding(gaps);
  const top = unfolding.unfold(model);
  const layers = plannedLayers(unfolding.uses, model, gaps);
  return {
    name: textIn(model.config, 'name') ?? 'model',
    kind: model.style,
    span: spanOf(model.object),
    layers,
    outputs: outputsOf(top, gaps),
    gaps: gaps.sentences,
    unknowns: [],
    trained: trainedWeights(model),
  };
}

function outputsOf(top: Instance, gaps: Gaps): number[] | null {
  if (!top.network.namesOutputs) return null;
  const found = top.network.outputs.map((output) => follow(top, output, 'output_layers', gaps)?.key);
  const keys = found.filter((key) => key !== undefined);
  return keys.length === 0 ? null : keys;
}

function plannedLayers(uses: readonly LayerUse[], model: JsonModel, gaps: Gaps): PlannedLayer[] {
  const shapes = new StatedShapes();
  const firstUses = new Map<unknown, number>();
  const linked = uses.map((layerUse) => {
    const { key, instance, member, use } = layerUse;
    const inputs = use.inputs
      .map((source) => follow(instance, source, member.name, gaps))
      .filter((found) => found !== undefined);
    shapes.note(inputs, member.layer);
    // An archive numbers its objects: one layer may be written in two models.
    const identity = sharedObjectId(member.layer) ?? member.layer;
    const first = firstUses.get(identity) ?? key;
    firstUses.set(identity, first);
    return { layerUse, inputs, sharedWith: first === key ? null : first };
  });
  return linked.map(({ layerUse, inputs, sharedWith }) => ({
    ...placeOf(layerUse),
    declaration: declaration(layerUse, inputs, model),
    inputs: inputs.map((found) => found?.key ?? null),
    inputTensors: inputs.map((found) => found?.tensor ?? 0),
    statedShapes: shapes.of(layerUse.key),
    sharedWith,
  }));
}

function placeOf({ key, member, instance }: LayerUse): Pick<PlannedLayer, 'key' | 'site' | 'source' | 'scope'> {
  return { key, site: siteOf(member.layer), source: sourceOf(member.layer), scope: instance.scope };
}

function declaration(
  { member, instance, use }: LayerUse,
  inputs: readonly (Found | null)[],
  model: JsonModel,
): LayerDeclaration {
  const written = declarationOf(member.layer, use.arguments);
  const options = [...written.options, ...(inputs.length === 0 ? entering(written.options, member.layer, model) : [])];
  return instance.distributed ? distributedDeclaration(member.layer) : { ...written, options };
}

const SHAPES = ['batch_input_shape', 'batch_shape', 'input_shape', 'batchInputShape', 'inputShape', 'batchShape'];

/** What entered a model when its data built it: `build_input_shape` of a sequential one, `build_config` of a layer. */
function entering(
  options: readonly ConfigEntry[],
  layer: LayerUse['member']['layer'],
  model: JsonModel,
): ConfigEntry[] {
  if (options.some(({ key }) => SHAPES.includes(key))) return [];
  const built = [
    findProperty(model.config, 'build_input_shape') === null ? [] : entriesOf(model.config),
    entriesOf(valueIn(layer, 'build_config')),
  ].flat();
  const shape = built.find(({ key, value }) => /^(?:build_)?input_shape$/.test(key) && isShape(value));
  return shape === undefined ? [] : [{ ...shape, key: 'batch_input_shape' }];
}

function isShape(value: ConfigValue): boolean {
  return value.kind === 'list' && value.items.every(({ kind }) => kind === 'number' || kind === 'null');
}
