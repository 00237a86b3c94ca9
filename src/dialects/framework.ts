import type { Activation } from '../model/activation.ts';
import type { DialectId } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { ActivationRules } from './activations/rules.ts';
import type { CellDropoutRules } from './cell-dropout.ts';
import type { Surface } from './dialect.ts';
import type { InitializerRules } from './initializers/rules.ts';
import type { LayerFamily } from './layer-reader.ts';
import type { Rank } from './layers/window.ts';
import type { OptionNaming } from './naming.ts';

/** Everything in which one framework differs from another, as data and small functions; `createDialect` does the rest. */
export interface Framework {
  readonly id: DialectId;
  readonly label: string;
  readonly version: string;
  readonly naming: Readonly<Record<Surface, OptionNaming>>;
  readonly layers: readonly LayerEntry[];
  /** What reads a use of an operation that files save beside layers, by its class name. */
  readonly operations: Readonly<Record<string, LayerFamily>>;
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
  /** Whether files also name it as a registered class of some package (`Custom>LayerScale`), whichever that is. */
  readonly registered?: boolean;
}

/** Initialisers of weights for which the file names none. */
export interface LayerDefaults {
  readonly kernel: InitializerSpec;
  readonly depthwise: InitializerSpec;
  readonly separable: InitializerSpec;
  /** Slope of a leaky ReLU layer. */
  readonly leakySlope: number;
  /** Of a softmax layer, the batch counted as 0. */
  readonly softmaxAxis: number;
  /** What cropping takes off each edge, by the number of spatial dimensions; null where that must be given. */
  readonly cropping: Readonly<Record<Rank, number | null>>;
  /** Of the gates of LSTM and GRU. */
  readonly recurrentActivation: Activation;
  /** Of the gates of a convolutional LSTM. */
  readonly convLstmRecurrentActivation: Activation;
  /** Whether an LSTM's forget gate starts with a bias of 1. */
  readonly unitForgetBias: boolean;
  /** Whether a GRU's reset gate acts after the recurrent product. */
  readonly resetAfter: boolean;
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
  /** Whether it takes and saves `kernelInitializer` and its like, to no effect. */
  readonly separableTakesKernelInitializer: boolean;
  /** Whether global pooling takes `keepdims`. */
  readonly globalPoolingKeepsDimensions: boolean;
  /** Whether the ReLU layer takes a negative slope and a threshold. */
  readonly reluParameters: boolean;
  /** Whether kernels can be kept and changed by low-rank factors (`loraRank`). */
  readonly lowRank: boolean;
  /** Most dimensions, without batch, of what a dot layer takes; null: any number. */
  readonly dotRank: number | null;
  /** Whether up-sampling of images takes one number for both dimensions. */
  readonly upSamplesByNumber: boolean;
  /** Whether padding in one dimension takes `dataFormat`. */
  readonly padsChannelsFirst: boolean;
  /** Whether layer normalisation takes `rmsScaling`. */
  readonly rmsScaling: boolean;
  /** Whether a layer that resizes images tells the batch from the height when it says its output's shape. */
  readonly resizesBatches: boolean;
  /** Options of recurrent layers that change neither shapes nor weights. */
  readonly recurrentOptions: readonly string[];
  readonly cellDropout: CellDropoutRules;
  /** Whether a null activation of a simple recurrent layer stands for the default; elsewhere it means linear. */
  readonly simpleRnnNullIsDefault: boolean;
  /** Whether `resetAfter: true` throws. */
  readonly refusesResetAfter: boolean;
  /** Whether a bidirectional layer takes a layer of its own for the way back. */
  readonly takesBackwardLayer: boolean;
  /** Whether `trainable: false` of a bidirectional or time-distributed layer reaches the layer inside. */
  readonly wrappersFreeze: boolean;
  /** Options that every layer takes. */
  readonly baseOptions: readonly string[];
}
