import type { Dialect, LayerPart, LayerTraits, Surface } from '../dialects/dialect.ts';
import type { Activation } from '../model/activation.ts';
import { effectiveActivations, outputActivation } from '../model/effective-activation.ts';
import { isKernel, type Layer, type LayerId, type ModelGraph, type Unknown } from '../model/graph.ts';
import { Notes } from '../model/notes.ts';
import type { Shape } from '../model/shape.ts';
import { assumeShape, assumeSizes, assumptionsIn } from './assume.ts';
import { assumedInput } from './assumed-input.ts';
import { withoutInitializers } from './given-weights.ts';
import { type GraphPlan, inOrder, type PlannedLayer } from './graph-plan.ts';
import { layerIds } from './layer-ids.ts';
import { leavingShape } from './leaving-shape.ts';

/** A layer on its way into a graph: read by the dialect, not yet named. */
interface ReadLayer {
  readonly planned: PlannedLayer;
  readonly traits: LayerTraits;
  /** Indices into the list of read layers. */
  readonly inputs: readonly number[];
  /** Index of the first use of the same layer. */
  readonly sharedWith: number | null;
}

/**
 * Makes a plan into a graph: the dialect reads every layer with the shapes that enter it, inputs that nobody wrote are
 * added, layers get their ids and effective activations.
 * @param assume sizes that the user gives for unknown dimensions, by name.
 */
export function assemble(
  plan: GraphPlan,
  dialect: Dialect,
  surface: Surface,
  assume: Readonly<Record<string, number>>,
): ModelGraph {
  const reader = new PlanReader(dialect, surface, assume, plan);
  const { ordered, circular } = inOrder(plan.layers);
  for (const planned of ordered) reader.read(planned);
  const gaps = [...plan.gaps, ...reader.gaps];
  if (circular.length > 0) {
    const names = circular.slice(0, 3).map((layer) => layer.declaration.className);
    gaps.push(`${circular.length} layers (${names.join(', ')}, ...) feed one another in a circle and are left out.`);
  }
  const layers = finish(reader.layers);
  const isLoose = plan.kind === 'loose';
  const graph: ModelGraph = {
    name: plan.name,
    dialect: dialect.id,
    frameworkVersion: dialect.frameworkVersion,
    kind: plan.kind,
    complete: gaps.length === 0,
    incompleteBecause: [...new Set(gaps)],
    layers,
    inputs: isLoose ? [] : layers.filter((layer) => layer.inputs.length === 0).map((layer) => layer.id),
    outputs: isLoose ? [] : outputsOf(plan, reader.layers, layers),
    span: plan.span,
    unknowns: distinct([...plan.unknowns, ...reader.unknowns]),
    trained: plan.trained,
  };
  assemblies.set(graph, { plan, dialect, surface, assume, ids: idsByKey(reader.layers, layers) });
  return graph;
}

/** What a graph was made of. */
export interface Assembly {
  readonly plan: GraphPlan;
  readonly dialect: Dialect;
  readonly surface: Surface;
  readonly assume: Readonly<Record<string, number>>;
  /** Of the plan's layers, by their keys; inputs that nobody wrote have none. */
  readonly ids: ReadonlyMap<number, LayerId>;
}

const assemblies = new Notes<ModelGraph, Assembly>();

/** What the graph was made of; null for a copy of a graph, and for one that no frontend made. */
export function assemblyOf(graph: ModelGraph): Assembly | null {
  return assemblies.get(graph) ?? null;
}

function idsByKey(read: readonly ReadLayer[], layers: readonly Layer[]): Map<number, LayerId> {
  const ids = new Map<number, LayerId>();
  for (const [index, { planned }] of read.entries()) {
    const layer = layers[index];
    if (layer !== undefined) ids.set(planned.key, layer.id);
  }
  return ids;
}

/** In the order in which the model names them; without names, what feeds no other layer. */
function outputsOf(plan: GraphPlan, read: readonly ReadLayer[], layers: readonly Layer[]): LayerId[] {
  if (plan.outputs === null) {
    const fed = new Set(layers.flatMap((layer) => layer.inputs));
    return layers.filter((layer) => !fed.has(layer.id)).map((layer) => layer.id);
  }
  const byKey = new Map(read.map(({ planned }, index) => [planned.key, layers[index]?.id]));
  return [...new Set(plan.outputs)].flatMap((key) => byKey.get(key) ?? []);
}

class PlanReader {
  readonly layers: ReadLayer[] = [];
  readonly gaps: string[] = [];
  readonly unknowns: Unknown[] = [];
  private readonly dialect: Dialect;
  private readonly surface: Surface;
  private readonly assume: Readonly<Record<string, number>>;
  private readonly plan: GraphPlan;
  private readonly indices = new Map<number, number>();
  /** Index of the first use of each layer, by the key of the use that the plan calls so. */
  private readonly firstUses = new Map<number, number>();

  constructor(dialect: Dialect, surface: Surface, assume: Readonly<Record<string, number>>, plan: GraphPlan) {
    this.dialect = dialect;
    this.surface = surface;
    this.assume = assume;
    this.plan = plan;
  }

  read(written: PlannedLayer): void {
    const planned = {
      ...written,
      declaration: assumeSizes(written.declaration, this.assume),
      statedShapes: (written.statedShapes ?? []).map((shape) => assumeShape(shape, this.assume)),
    };
    this.unknowns.push(...assumptionsIn(planned.declaration, this.assume));
    this.enter(planned);
    const inputs = this.inputsOf(planned);
    if (inputs.length > 0) {
      this.push(planned, this.traitsOf(planned, this.shapes(planned)), inputs);
      return;
    }
    const alone = this.traitsOf(planned, []);
    if (alone.operation.kind === 'input') this.push(planned, alone, []);
    else this.readWithInput(planned, alone);
  }

  /** A layer that nothing feeds gets the input that its own `inputShape` says, or an assumed one. */
  private readWithInput(planned: PlannedLayer, alone: LayerTraits): void {
    const shape = this.ownShape(alone) ?? this.assumedShape(planned, alone);
    if (this.plan.kind === 'loose') {
      this.push(planned, this.traitsOf(planned, [shape]), []);
      return;
    }
    this.pushInput(planned, -1 - this.layers.length, shape);
    this.push(planned, this.traitsOf(planned, [shape]), [this.layers.length - 1]);
  }

  /** An input at the layer that it enters first. */
  private pushInput(planned: PlannedLayer, key: number, shape: Shape): void {
    const integer = /^embedding$/i.test(planned.declaration.className);
    const inputPlan: PlannedLayer = {
      ...planned,
      key,
      inputs: [],
      statedShapes: [],
      sharedWith: null,
      scope: [],
      id: null,
    };
    this.push(inputPlan, implicitInput(shape, integer), []);
  }

  /** What enters from outside becomes an input, as its first layer takes it; beside other inputs it looks like them. */
  private enter(planned: PlannedLayer): void {
    const { entering = [] } = this.plan;
    for (const key of planned.inputs) {
      if (key === null || this.indices.has(key) || !entering.includes(key)) continue;
      const beside = this.shapes(planned)[0] ?? null;
      const alone = this.traitsOf(planned, []);
      this.pushInput(planned, key, this.ownShape(alone) ?? beside ?? this.assumedShape(planned, alone));
    }
  }

  /** What the layer itself says of its input, null if it says nothing; sizes that it leaves open are assumed here. */
  private ownShape(alone: LayerTraits): Shape | null {
    if (alone.inputShape !== null) this.unknowns.push(...unknownsOf(alone));
    return alone.inputShape;
  }

  private assumedShape(planned: PlannedLayer, alone: LayerTraits): Shape {
    const prefix = this.plan.kind === 'loose' ? `${planned.declaration.className}.input` : 'input';
    const { shape, unknowns } = assumedInput(alone, prefix, planned.source.call, this.assume);
    this.unknowns.push(...unknowns);
    return shape;
  }

  private inputsOf(planned: PlannedLayer): number[] {
    const found = planned.inputs.map((key) => (key === null ? undefined : this.indices.get(key)));
    if (found.length > 1 && found.includes(undefined)) {
      this.gaps.push(`One of the inputs of \`${planned.declaration.className}\` cannot be read and is left out.`);
    }
    return found.filter((index): index is number => index !== undefined);
  }

  /** What enters a layer, input for input. */
  private shapes({ inputs, inputTensors = [] }: PlannedLayer): (Shape | null)[] {
    return inputs.flatMap((key, i) => {
      const index = key === null ? undefined : this.indices.get(key);
      const read = index === undefined ? undefined : this.layers[index];
      return read === undefined
        ? []
        : [leavingShape(read.traits, inputTensors[i] ?? 0, read.planned.statedShapes ?? [])];
    });
  }

  private traitsOf(planned: PlannedLayer, inputs: readonly (Shape | null)[]): LayerTraits {
    return this.dialect.readLayer(planned.declaration, inputs, this.surface);
  }

  private push(planned: PlannedLayer, traits: LayerTraits, inputs: readonly number[]): void {
    this.indices.set(planned.key, this.layers.length);
    // The uses come in the order of the graph, which need not be that of the file: the first one here is the first use.
    const shared = planned.sharedWith ?? planned.key;
    const sharedWith = this.firstUses.get(shared) ?? null;
    if (sharedWith === null) this.firstUses.set(shared, this.layers.length);
    const outputShape = traits.outputShape ?? planned.statedShapes?.[0] ?? null;
    this.layers.push({ planned, traits: withoutInitializers({ ...traits, outputShape }), inputs, sharedWith });
    this.unknowns.push(...unknownsOf(traits));
  }
}

function implicitInput(shape: Shape, integer: boolean): LayerTraits {
  return {
    operation: { kind: 'input', implicit: true, integer },
    className: 'InputLayer',
    name: null,
    ownActivation: null,
    outputShape: shape,
    inputShape: shape,
    weights: [],
    trainable: true,
    problems: [],
    unknowns: [],
    weightsGiven: false,
    parts: [],
  };
}

function unknownsOf(traits: LayerTraits): Unknown[] {
  return [...traits.unknowns, ...traits.parts.flatMap((part) => unknownsOf(part.traits))];
}

function finish(read: readonly ReadLayer[]): Layer[] {
  const ids = layerIds(
    read.map(({ traits, planned, sharedWith }) => ({
      name: traits.name === null ? null : [...planned.scope, traits.name].join('/'),
      className: traits.className,
      sharedWith,
      id: planned.id ?? null,
    })),
  );
  const idOf = (index: number): LayerId => ids[index] ?? String(index);
  const nodes = read.map(({ traits, inputs }, index) => ({
    id: idOf(index),
    operation: traits.operation,
    inputs: inputs.map(idOf),
    ownActivation: traits.ownActivation,
    hasWeights: hasKernel(traits),
  }));
  const effective = effectiveActivations(nodes);
  return read.map(({ planned, traits, inputs, sharedWith }, index) => {
    const id = idOf(index);
    return layerOf(id, { traits, site: planned.site, source: planned.source }, effective.get(id) ?? null, {
      name: traits.name === null ? id : [...planned.scope, traits.name].join('/'),
      inputs: inputs.map(idOf),
      sharesWeightsOf: sharedWith === null ? null : idOf(sharedWith),
    });
  });
}

/** A layer, or a part of one, with its id and its place in the graph. */
function layerOf(
  id: LayerId,
  { traits, site, source }: Pick<LayerPart, 'traits' | 'site' | 'source'>,
  effective: Activation | null,
  { name, inputs, sharesWeightsOf }: Pick<Layer, 'name' | 'inputs' | 'sharesWeightsOf'>,
): Layer {
  const inside = (part: LayerPart) => {
    const partId = `${id}/${part.name}`;
    const shared = sharesWeightsOf === null ? null : `${sharesWeightsOf}/${part.name}`;
    // What meets a part's output is what meets the whole one's, where the part has no activation of its own.
    const own = outputActivation(part.traits);
    return layerOf(partId, part, own === null || own.name === 'linear' ? effective : own, {
      name: part.traits.name ?? partId,
      inputs: [],
      sharesWeightsOf: shared,
    });
  };
  return {
    id,
    site,
    operation: traits.operation,
    activation: { own: traits.ownActivation, effective },
    outputShape: traits.outputShape,
    weights: traits.weights,
    source,
    trainable: traits.trainable,
    problems: traits.problems,
    parts: traits.parts.map(inside),
    name,
    inputs,
    sharesWeightsOf,
  };
}

function hasKernel(traits: LayerTraits): boolean {
  return traits.weights.some((weight) => isKernel(weight.role)) || traits.parts.some((part) => hasKernel(part.traits));
}

function distinct(unknowns: readonly Unknown[]): Unknown[] {
  const byName = new Map<string, Unknown>();
  for (const unknown of unknowns) if (!byName.has(unknown.name)) byName.set(unknown.name, unknown);
  return [...byName.values()];
}
