import { type Activation, LINEAR } from '../model/activation.ts';
import type { Unknown, Weight, WeightRole } from '../model/graph.ts';
import type { Fans, InitializerSpec } from '../model/initializer.ts';
import type { ChannelOrder, Operation } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import { type Dimension, type Shape, sizes } from '../model/shape.ts';
import { type ActivationContext, readActivation } from './activations/read.ts';
import { ASSUMED_CHANNELS, ASSUMED_EXTENT, ASSUMED_FEATURES } from './assumptions.ts';
import type { LayerDeclaration } from './declaration.ts';
import type { Surface } from './dialect.ts';
import type { Framework } from './framework.ts';
import { readInitializer } from './initializers/read.ts';
import { nominalVariance, sampledDistribution } from './initializers/sample.ts';
import { OptionReader } from './option-reader.ts';

/** What a family of layers makes of a written layer; the rest of `LayerTraits` is the same for all. */
export interface LayerBody {
  readonly operation: Operation;
  /** Null for layers without an activation of their own. */
  readonly activation: Activation | null;
  readonly outputShape: Shape | null;
  readonly weights: readonly Weight[];
}

export type LayerFamily = (layer: LayerReader) => LayerBody;

/** Where a weight's initialiser comes from and what the layer does with the weight. */
export interface WeightPlan {
  readonly role: WeightRole;
  readonly shape: readonly Dimension[];
  readonly trueFans: Fans;
  readonly fallback: InitializerSpec;
  /** Another weight's role whose option decides (TF.js's separable convolution). */
  readonly initializedAs?: WeightRole;
}

/** Camel-case name of the option that sets a role's initialiser. */
export const INITIALIZER_OPTIONS: Readonly<Record<WeightRole, string>> = {
  kernel: 'kernelInitializer',
  depthwise: 'depthwiseInitializer',
  pointwise: 'pointwiseInitializer',
  recurrent: 'recurrentInitializer',
  embedding: 'embeddingsInitializer',
  bias: 'biasInitializer',
  gamma: 'gammaInitializer',
  beta: 'betaInitializer',
  movingMean: 'movingMeanInitializer',
  movingVariance: 'movingVarianceInitializer',
  slope: 'alphaInitializer',
};

/** Each element of a bias or a normalisation parameter meets one unit. */
export const ELEMENTWISE_FANS: Fans = { in: 1, out: 1 };

/** One written layer, as the families read it. */
export class LayerReader {
  readonly framework: Framework;
  readonly className: string;
  readonly inputs: readonly (Shape | null)[];
  readonly options: OptionReader;
  readonly problems: Problem[] = [];
  readonly unknowns: Unknown[] = [];
  private readonly declaration: LayerDeclaration;
  private readonly surface: Surface;
  private readonly activationOfLayer: ActivationContext['ofLayer'];

  constructor(
    framework: Framework,
    className: string,
    declaration: LayerDeclaration,
    surface: Surface,
    inputs: (layer: LayerReader) => readonly (Shape | null)[],
    activationOfLayer: ActivationContext['ofLayer'],
  ) {
    this.framework = framework;
    this.className = className;
    this.declaration = declaration;
    this.surface = surface;
    this.activationOfLayer = activationOfLayer;
    this.options = new OptionReader(declaration.options, framework.naming[surface], this);
    this.inputs = inputs(this);
  }

  /** The shape that enters a layer with one input; null if it cannot be told. */
  get input(): Shape | null {
    return this.inputs[0] ?? null;
  }

  /** The input's shape where one of `rank` dimensions is needed; an assumed one, noted, where it cannot be told. */
  inputOfRank(rank: number, channels: ChannelOrder = 'last'): Shape {
    const input = this.input;
    if (input !== null && input.length === rank) return input;
    const extents = Array.from({ length: rank - 1 }, () => ASSUMED_EXTENT);
    const features = rank === 1 ? ASSUMED_FEATURES : ASSUMED_CHANNELS;
    const assumed = channels === 'last' ? [...extents, features] : [features, ...extents];
    const why = input === null ? 'The shape of its input is not known' : `It needs an input of ${rank} dimensions`;
    this.noteUnknown('input', `${why}: [${assumed.join(', ')}] is assumed.`);
    return assumed;
  }

  /** The input's shape, with at least one dimension. */
  inputOfAnyRank(): Shape {
    return this.input !== null && this.input.length > 0 ? this.input : this.inputOfRank(1);
  }

  noteUnknown(name: string, what: string, assumed: number | null = null): void {
    this.unknowns.push({ name, span: this.declaration.span, what, assumed });
  }

  activation(option = 'activation'): Activation {
    const entry = this.options.entry(option);
    return readActivation(entry?.value ?? null, {
      rules: this.framework.activations,
      surface: this.surface,
      option: entry?.key ?? this.options.spell(option),
      notes: this,
      ofLayer: this.activationOfLayer,
    });
  }

  dropped(option: string, detail: string): void {
    const entry = this.options.entry(option);
    if (entry === null) return;
    this.problems.push({ kind: 'droppedArgument', argument: entry.key, detail, span: entry.source.whole });
  }

  /** Options that the framework knows only to refuse them here. */
  refused(options: readonly string[], instead: string): void {
    for (const option of options) {
      const entry = this.options.entry(option);
      if (entry === null) continue;
      const suggestion = this.options.spell(instead);
      const { key } = entry.source;
      this.problems.push({ kind: 'unknownOption', written: entry.key, suggestion, consequence: 'throws', span: key });
    }
  }

  weight({ role, shape, trueFans, fallback, initializedAs = role }: WeightPlan): Weight {
    const rules = this.framework.initializers;
    const name = INITIALIZER_OPTIONS[initializedAs];
    const entry = this.options.entry(name);
    const option = entry?.key ?? this.options.spell(name);
    const known = initializedAs === role;
    // The other role's reading notes its problems already.
    const notes = known ? this : { problems: [], unknowns: [] };
    const written = readInitializer(entry?.value ?? null, fallback, { rules, surface: this.surface, option, notes });
    const fans = rules.fans(shape);
    const numbers = sizes(shape);
    const sampled = sampledDistribution(written.spec, numbers, fans, rules);
    const nominal = nominalVariance(written.spec, sampled, numbers, fans);
    const initializer = { ...written, sampled, nominalVariance: nominal };
    this.options.accept(...weightOptions(role));
    return { role, option, shape, fans, trueFans, initializer };
  }

  /** The kernels, with a bias if the layer has one; its options are known in either case. */
  withBias(kernels: readonly Weight[], useBias: boolean, units: Dimension): Weight[] {
    const bias = this.weight({ role: 'bias', shape: [units], trueFans: ELEMENTWISE_FANS, fallback: { name: 'zeros' } });
    return useBias ? [...kernels, bias] : [...kernels];
  }

  /** A body without weights and activation. */
  body(operation: Operation, outputShape: Shape | null): LayerBody {
    return { operation, activation: null, outputShape, weights: [] };
  }

  /** A body of a layer with kernels, whose own activation is linear if none is written. */
  weighted(operation: Operation, outputShape: Shape | null, weights: readonly Weight[]): LayerBody {
    const activation = this.activation();
    this.options.accept('activityRegularizer');
    return { operation, activation: activation ?? LINEAR, outputShape, weights };
  }
}

/** Regularisers and constraints go with their weight. */
function weightOptions(role: WeightRole): string[] {
  const stem = INITIALIZER_OPTIONS[role].replace('Initializer', '');
  return [`${stem}Regularizer`, `${stem}Constraint`];
}
