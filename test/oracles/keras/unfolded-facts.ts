import {
  type ComparableLayer,
  type ComparableModel,
  type ComparableWeight,
  initializerText,
  Labels,
  shapeText,
} from './comparable.ts';
import { activationName, weightRole } from './names.ts';
import type { LayerFacts, ModelFacts, Source, UseFacts, WeightFacts } from './recordings.ts';

/** Keras's facts of a model with the models in it taken apart, as graphs have them. */
export function unfolded(facts: ModelFacts): ComparableModel {
  const unfolding = new Unfolding();
  const top = unfolding.unfold(facts, [], null, []);
  return { layers: unfolding.layers, outputs: facts.outputs.flatMap((output) => labelOf(top, output)) };
}

/** One use of a model. */
interface Instance {
  readonly model: ModelFacts;
  readonly scope: readonly string[];
  /** Where it stands and what is handed to it; null at the top. */
  readonly outer: { readonly instance: Instance; readonly inputs: readonly Source[] } | null;
  /** Extents before its layers' own, for a model that runs at each time step. */
  readonly steps: readonly (number | null)[];
  /** What each use of each layer has become. */
  readonly members: Map<string, readonly Placed[]>;
}

/** A layer of the graph, a model taken apart, or what is handed to the model under that number. */
type Placed = { readonly label: string } | Instance | number;

class Unfolding {
  private readonly placements: { readonly layer: Omit<ComparableLayer, 'inputs'>; readonly inputs: () => string[] }[] =
    [];
  private readonly labels = new Labels();

  /** Inputs are told when all is placed: a layer may be used again on what comes after it. */
  get layers(): ComparableLayer[] {
    return this.placements.map(({ layer, inputs }) => ({ ...layer, inputs: inputs() }));
  }

  unfold(model: ModelFacts, scope: readonly string[], outer: Instance['outer'], steps: Instance['steps']): Instance {
    const instance: Instance = { model, scope, outer, steps, members: new Map() };
    for (const layer of model.layers) {
      const handed = outer === null ? -1 : model.inputs.indexOf(layer.name);
      const uses = layer.uses.map((use) => (handed >= 0 ? handed : this.place(instance, layer, use)));
      instance.members.set(layer.name, uses);
    }
    return instance;
  }

  private place(instance: Instance, layer: LayerFacts, use: UseFacts): Placed {
    const scope = [...instance.scope, layer.name];
    const outer = { instance, inputs: use.inputs };
    const shape = (use.shapes[0] ?? []).slice(1);
    if (layer.model !== null) return this.unfold(layer.model, scope, outer, instance.steps);
    const distributed = layer.className === 'TimeDistributed' ? (layer.parts[0]?.model ?? null) : null;
    if (distributed !== null) return this.unfold(distributed, scope, outer, shape.slice(0, 1));
    const { label, isFirst } = this.labels.next(scope.join('/'));
    const facts = comparableFacts(layer, use, instance.steps);
    this.placements.push({
      layer: { ...facts, label, parameters: isFirst ? facts.parameters : 0 },
      inputs: () => use.inputs.flatMap((input) => labelOf(instance, input)),
    });
    return { label };
  }
}

/** One use of a layer on its own. @param steps extents before its own. */
export function comparableFacts(
  layer: LayerFacts,
  { shapes: [shape = []] }: UseFacts,
  steps: readonly (number | null)[],
): ComparableLayer {
  return {
    label: layer.name,
    // A number, or the sizes of a tensor: there is no batch to leave out.
    shape: shape.length <= 1 && shape[0] !== null ? null : shapeText([...steps, ...shape.slice(1)]),
    parameters: layer.parameters,
    inputs: [],
    weights: weights(layer),
    activations: activations(layer),
    isOwnCode: layer.isOwnCode,
  };
}

/** The layer that an output comes from; none for an input layer that no file lists (a sequential model built by data). */
function labelOf(instance: Instance, [layer, use, tensor]: Source): string[] {
  const placed = instance.members.get(layer)?.[use];
  if (placed === undefined) return handedTo(instance, instance.model.inputs.indexOf(layer));
  if (typeof placed === 'number') return handedTo(instance, placed);
  if ('label' in placed) return [placed.label];
  const output = placed.model.outputs[tensor];
  return output === undefined ? ['?'] : labelOf(placed, output);
}

function handedTo({ outer }: Instance, number: number): string[] {
  const input = outer?.inputs[number];
  return outer === null || input === undefined ? [] : labelOf(outer.instance, input);
}

function weights(layer: LayerFacts, within: LayerFacts | null = null): ComparableWeight[] | null {
  if (layer.weights === null) return null;
  const own = layer.weights.map((weight) => comparableWeight(weight, layer, within));
  return [...own, ...layer.parts.flatMap((part) => weights(part, layer) ?? [])];
}

/** The projections of attention are layers in Keras; here their kernels are called after them. */
function comparableWeight(
  { name, shape, initializer }: WeightFacts,
  layer: LayerFacts,
  within: LayerFacts | null,
): ComparableWeight {
  const isProjection = within !== null && /Attention$/.test(within.className) && name === 'kernel';
  return {
    text: `${weightRole(isProjection ? layer.name : name, layer.className)} ${shapeText(shape)}`,
    initializer: initializer === null ? null : initializerText(...initializer),
  };
}

/** Those of the outermost layers that have some: a recurrent layer's are its cell's too. */
function activations(layer: LayerFacts): string[] | null {
  if (layer.activations.size > 0) {
    return [...layer.activations.values()].map(activationName).filter((name) => name !== 'linear');
  }
  const told = layer.parts.map(activations).filter((names) => names !== null);
  return told.length === 0 ? null : told.flat();
}
