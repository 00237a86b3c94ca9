import { type Activation, LINEAR } from '../model/activation.ts';
import type { Unknown, Weight, WeightRole } from '../model/graph.ts';
import type { Fans, InitializerSpec } from '../model/initializer.ts';
import type { ChannelOrder, Operation } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { Dimension, Shape } from '../model/shape.ts';
import { type ActivationContext, readActivation } from './activations/read.ts';
import { ASSUMED_CHANNELS, ASSUMED_EXTENT, ASSUMED_FEATURES } from './assumptions.ts';
import { type ConfigEntry, type ConfigValue, constructedLayer, type LayerDeclaration } from './declaration.ts';
import type { LayerPart, LayerTraits, Surface } from './dialect.ts';
import type { Framework } from './framework.ts';
import { readInitializer } from './initializers/read.ts';
import { draw } from './initializers/sample.ts';
import { readInputShape } from './input-shape.ts';
import { OptionReader } from './option-reader.ts';

/** What a family of layers makes of a written layer; the rest of `LayerTraits` is the same for all. */
export interface LayerBody {
  readonly operation: Operation;
  /** Null for layers without an activation of their own. */
  readonly activation: Activation | null;
  readonly outputShape: Shape | null;
  readonly weights: readonly Weight[];
  readonly parts?: readonly LayerPart[];
  /** Of every further output, where there are some that are no states of a cell. */
  readonly furtherShape?: Shape;
  /** What a layer inside says of the model's input; counts where the layer itself says nothing. */
  readonly inputShape?: Shape | null;
}

export type LayerFamily = (layer: LayerReader) => LayerBody;

/** Where a weight's initialiser comes from and what the layer does with the weight. */
export interface WeightPlan {
  readonly role: WeightRole;
  readonly shape: readonly Dimension[];
  readonly trueFans: Fans;
  /** The framework's default. */
  readonly fallback: InitializerSpec;
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
  query: 'kernelInitializer',
  key: 'kernelInitializer',
  value: 'kernelInitializer',
  attentionOutput: 'kernelInitializer',
  scale: 'scaleInitializer',
  state: 'stateInitializer',
};

/** Each element of a bias or a normalisation parameter meets one unit. */
export const ELEMENTWISE_FANS: Fans = { in: 1, out: 1 };

/** What reading a layer needs besides the layer. */
export interface LayerContext {
  readonly framework: Framework;
  readonly surface: Surface;
  readonly ofLayer: ActivationContext['ofLayer'];
  /** Reads a layer inside this one's options. */
  readonly readInner: (declaration: LayerDeclaration, inputs: readonly (Shape | null)[]) => LayerTraits;
}

/** One written layer, as the families read it. */
export class LayerReader {
  readonly framework: Framework;
  readonly className: string;
  readonly inputs: readonly (Shape | null)[];
  readonly options: OptionReader;
  /** What the layer's own options say of the model's input; null if they say nothing. */
  readonly inputShape: Shape | null;
  readonly problems: Problem[] = [];
  readonly unknowns: Unknown[] = [];
  private givenReader: OptionReader | null = null;
  private readonly declaration: LayerDeclaration;
  private readonly context: LayerContext;

  /** @param inputs what enters; where that is not known, the layer's own input shape. */
  constructor(
    className: string,
    declaration: LayerDeclaration,
    inputs: readonly (Shape | null)[],
    context: LayerContext,
  ) {
    const { framework, surface } = context;
    this.framework = framework;
    this.className = className;
    this.declaration = declaration;
    this.context = context;
    this.options = new OptionReader(declaration, framework.naming[surface], this);
    this.inputShape = readInputShape(this.options, className);
    // What a shape of its own leaves open is no matter where it is known what enters.
    if (inputs.length > 0) this.unknowns.length = 0;
    // What a layer says of its input also counts behind one that says nothing of its output.
    const isOpen = inputs.length === 0 || (inputs.length === 1 && inputs[0] === null);
    this.inputs = isOpen && this.inputShape !== null ? [this.inputShape] : inputs;
  }

  /**
   * Options and what the layer's use hands over, alike: operations take their arguments from either. Reading them so
   * takes all options as known.
   */
  get given(): OptionReader {
    this.givenReader ??= this.readGiven([]);
    return this.givenReader;
  }

  /** Counts further values as handed over by the layer's use. */
  handOver(values: readonly ConfigEntry[]): void {
    this.givenReader = this.readGiven(values);
  }

  private readGiven(more: readonly ConfigEntry[]): OptionReader {
    const { options, callArguments } = this.declaration;
    this.options.accept(...this.options.written());
    const all = { ...this.declaration, options: [...callArguments, ...more, ...options] };
    return new OptionReader(all, this.framework.naming[this.context.surface], this);
  }

  /** The shape that enters a layer with one input; null if it cannot be told. */
  get input(): Shape | null {
    return this.inputs[0] ?? null;
  }

  /** The input's shape where one of `rank` dimensions is needed; an assumed one, noted, where it cannot be told. */
  inputOfRank(rank: number, channels: ChannelOrder = 'last'): Shape {
    const input = this.input;
    if (input !== null && input.length === rank) return input;
    return this.assumedInput(usualSizes(rank, channels));
  }

  /** As `inputOfRank`, where the first dimension is time and the others are one step's. */
  inputOverTime(rank: number, channels: ChannelOrder = 'last'): Shape {
    const input = this.input;
    if (input !== null && input.length === rank) return input;
    return this.assumedInput([ASSUMED_EXTENT, ...usualSizes(rank - 1, channels)]);
  }

  private assumedInput(assumed: readonly number[]): Shape {
    const rank = assumed.length;
    const why = this.input === null ? 'The shape of its input is not known' : `It needs an input of ${rank} dimensions`;
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

  /** @param fallback where nothing is written; a written null means linear. */
  activation(option = 'activation', fallback: Activation = LINEAR): Activation {
    const entry = this.options.entry(option);
    if (entry === null && !this.options.isNull(option)) return fallback;
    return readActivation(entry?.value ?? null, {
      rules: this.framework.activations,
      surface: this.context.surface,
      option: entry?.key ?? this.options.spell(option),
      notes: this,
      ofLayer: this.context.ofLayer,
    });
  }

  dropped(option: string, detail: string): void {
    const entry = this.options.entry(option);
    if (entry === null) return;
    this.problems.push({ kind: 'droppedArgument', argument: entry.key, detail, span: entry.source.whole });
  }

  /** Options that the framework knows only to refuse them here; `instead` serves the purpose, null for none. */
  refused(options: readonly string[], instead: string | null): void {
    for (const option of options) {
      const entry = this.options.entry(option);
      if (entry === null) continue;
      const suggestion = instead === null ? null : this.options.spell(instead);
      const { key } = entry.source;
      this.problems.push({ kind: 'unknownOption', written: entry.key, suggestion, consequence: 'throws', span: key });
    }
  }

  weight({ role, shape, trueFans, fallback }: WeightPlan): Weight {
    const rules = this.framework.initializers;
    const { surface } = this.context;
    const name = INITIALIZER_OPTIONS[role];
    const entry = this.options.entry(name);
    const option = entry?.key ?? this.options.spell(name);
    const written = readInitializer(entry?.value ?? null, fallback, { rules, surface, option, notes: this });
    const fans = rules.fans(shape);
    this.options.accept(...weightOptions(role));
    return {
      role,
      option,
      shape,
      fans,
      trueFans,
      initializer: draw(written, shape, fans, rules),
    };
  }

  /** A weight whose initialiser no option sets. */
  fixedWeight({ role, shape, fallback, trueFans }: WeightPlan): Weight {
    const rules = this.framework.initializers;
    const fans = rules.fans(shape);
    const given = { spec: fallback, seed: null, explicit: false, span: null, object: null };
    const initializer = draw(given, shape, fans, rules);
    return { role, option: this.options.spell(INITIALIZER_OPTIONS[role]), shape, fans, trueFans, initializer };
  }

  /** The weight, initialised by another one's option. */
  initializedAs(weight: Weight, other: Weight): Weight {
    const initializer = draw(other.initializer, weight.shape, weight.fans, this.framework.initializers);
    return { ...weight, option: other.option, initializer };
  }

  /**
   * The layer that an option's value constructs, as a part of this one; null if the value is no layer.
   * @param inputs what enters the part.
   */
  part(name: string, value: ConfigValue, inputs: readonly (Shape | null)[]): LayerPart | null {
    if (value.kind !== 'construction' || value.written === null) return null;
    const { site, source } = value.written;
    const declaration = constructedLayer(value, source.call);
    return { name, traits: this.context.readInner(declaration, inputs), site, source };
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
    this.options.accept('activityRegularizer');
    return { operation, activation: this.activation(), outputShape, weights };
  }
}

/** Of an input that cannot be told, without batch. */
function usualSizes(rank: number, channels: ChannelOrder): number[] {
  const extents = Array.from({ length: rank - 1 }, () => ASSUMED_EXTENT);
  const features = rank === 1 ? ASSUMED_FEATURES : ASSUMED_CHANNELS;
  return channels === 'last' ? [...extents, features] : [features, ...extents];
}

/** Regularisers and constraints go with their weight. */
function weightOptions(role: WeightRole): readonly string[] {
  const before = optionsOfWeights.get(role);
  if (before !== undefined) return before;
  const stem = INITIALIZER_OPTIONS[role].replace('Initializer', '');
  const options = [`${stem}Regularizer`, `${stem}Constraint`];
  optionsOfWeights.set(role, options);
  return options;
}

const optionsOfWeights = new Map<WeightRole, readonly string[]>();
