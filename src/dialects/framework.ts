import type { DialectId } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { ActivationRules } from './activations/rules.ts';
import type { Surface } from './dialect.ts';
import type { InitializerRules } from './initializers/rules.ts';
import type { LayerFamily } from './layer-reader.ts';
import type { OptionNaming } from './naming.ts';

/** Everything in which one framework differs from another, as data and small functions; `createDialect` does the rest. */
export interface Framework {
  readonly id: DialectId;
  readonly label: string;
  readonly version: string;
  readonly naming: Readonly<Record<Surface, OptionNaming>>;
  readonly layers: readonly LayerEntry[];
  readonly initializers: InitializerRules;
  readonly activations: ActivationRules;
  readonly defaults: LayerDefaults;
  readonly quirks: LayerQuirks;
}

/** One layer class of a framework. */
export interface LayerEntry {
  readonly className: string;
  /** Names in code; the first is the usual one. */
  readonly code: readonly string[];
  readonly family: LayerFamily;
}

/** Initialisers of weights for which the file names none. */
export interface LayerDefaults {
  readonly kernel: InitializerSpec;
  readonly depthwise: InitializerSpec;
  readonly separable: InitializerSpec;
  /** Slope of a leaky ReLU layer. */
  readonly leakySlope: number;
}

/** Where the frameworks' layers differ in what they compute or take. */
export interface LayerQuirks {
  /** What becomes of an option that a layer does not know. */
  readonly unknownOption: Readonly<Record<Surface, 'dropped' | 'throws'>>;
  /** Options of the leaky ReLU layer that give its slope. */
  readonly leakySlopeOptions: readonly string[];
  /** Whether convolutions take `groups`. */
  readonly groups: boolean;
  /** Whether a depthwise or transposed convolution heeds `dilationRate`. */
  readonly dilatesDepthwise: boolean;
  readonly dilatesTransposed: boolean;
  /** Whether transposed convolutions take `outputPadding`. */
  readonly outputPadding: boolean;
  /** Whether a separable convolution initialises the pointwise kernel as `depthwiseInitializer` says. */
  readonly pointwiseTakesDepthwise: boolean;
  /** Whether a separable convolution throws for `kernelInitializer` and its like, where others would drop them. */
  readonly refusesKernelInitializer: boolean;
  /** Whether global pooling takes `keepdims`. */
  readonly globalPoolingKeepsDimensions: boolean;
  /** Whether the ReLU layer takes a negative slope and a threshold. */
  readonly reluParameters: boolean;
  /** Options that every layer takes. */
  readonly baseOptions: readonly string[];
}
