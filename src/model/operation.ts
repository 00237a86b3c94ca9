import type { Activation } from './activation.ts';
import type { Interpolation } from './interpolation.ts';
import type { Shape } from './shape.ts';

export type Padding = 'valid' | 'same' | 'causal';

/** A window that slides over `rank` spatial dimensions; every array has `rank` entries, outermost first. */
export interface Window {
  readonly rank: 1 | 2 | 3;
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
  readonly channels: ChannelOrder;
}

/** Where the channel dimension of an image stands: [..., C] or [C, ...]. */
export type ChannelOrder = 'last' | 'first';

/**
 * Dropout inside a recurrent cell, in training (Gal & Ghahramani 2016, arXiv 1512.05287): elements of what enters and
 * of the state before fall out under masks, one mask an example, and what is kept is divided by 1 - rate.
 */
export interface CellDropout {
  /** The rate for what enters: from 0, below 1. */
  readonly input: number;
  /** The rate for the state before, likewise. */
  readonly recurrent: number;
  /** One mask for all gates, or for each gate its own. */
  readonly masks: 'shared' | 'perGate';
  /** Whether what falls out of the state is also missing where a GRU carries the state on, not from products alone. */
  readonly ofCarried: boolean;
}

/**
 * What a recurrent cell computes at one time step; its activations stand here, not in `Layer.activation`.
 * Weights of an LSTM are packed in the gate order input, forget, cell, output; of a GRU update, reset, candidate.
 * `dropout` is null where nothing falls out.
 */
export type Cell =
  | {
      readonly kind: 'simple';
      readonly units: number;
      readonly useBias: boolean;
      readonly activation: Activation;
      readonly dropout: CellDropout | null;
    }
  | {
      readonly kind: 'lstm';
      readonly units: number;
      readonly useBias: boolean;
      readonly activation: Activation;
      readonly recurrentActivation: Activation;
      /** Whether the forget gate's bias starts at 1. */
      readonly unitForgetBias: boolean;
      readonly dropout: CellDropout | null;
    }
  | {
      readonly kind: 'gru';
      readonly units: number;
      readonly useBias: boolean;
      readonly activation: Activation;
      readonly recurrentActivation: Activation;
      /** Whether the reset gate acts on the recurrent product (with a bias of its own) or on the state before it. */
      readonly resetAfter: boolean;
      readonly dropout: CellDropout | null;
    }
  | {
      readonly kind: 'convLstm';
      /** Of the input's convolution; the recurrent one has stride 1 and same padding. */
      readonly window: Window;
      readonly filters: number;
      readonly useBias: boolean;
      readonly activation: Activation;
      readonly recurrentActivation: Activation;
      readonly unitForgetBias: boolean;
      readonly dropout: CellDropout | null;
    };

/** How a recurrent layer walks its time steps and what leaves it. */
export interface Unrolling {
  /** All steps' outputs leave, else the last step's. */
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  /** Whether the masks of dropout inside the cells are drawn anew at every step; else once, for all steps. */
  readonly renewsMasks: boolean;
}

/** What a layer computes, activation apart. Weights' shapes and fans stand in `Layer.weights`. */
export type Operation =
  /** A graph's entry; `implicit` if no layer is written for it (`inputShape` on the first layer). */
  | { readonly kind: 'input'; readonly implicit: boolean; readonly integer: boolean }
  | { readonly kind: 'dense'; readonly units: number; readonly useBias: boolean }
  | {
      readonly kind: 'convolution';
      readonly window: Window;
      readonly filters: number;
      readonly groups: number;
      readonly useBias: boolean;
    }
  | {
      readonly kind: 'depthwiseConvolution';
      readonly window: Window;
      readonly multiplier: number;
      readonly useBias: boolean;
    }
  | {
      readonly kind: 'separableConvolution';
      readonly window: Window;
      readonly filters: number;
      readonly multiplier: number;
      readonly useBias: boolean;
    }
  | {
      readonly kind: 'transposedConvolution';
      readonly window: Window;
      readonly filters: number;
      readonly useBias: boolean;
    }
  /** Only the layer's own activation; `prelu` has a weight (role `slope`). */
  | { readonly kind: 'activation' }
  /** Normalises over the batch and all dimensions but `axis` (index into the shape without batch). */
  | {
      readonly kind: 'batchNormalization';
      readonly axis: number;
      readonly epsilon: number;
      readonly scale: boolean;
      readonly center: boolean;
    }
  /** Normalises each example over `axes` (indices into the shape without batch). */
  | {
      readonly kind: 'layerNormalization';
      readonly axes: readonly number[];
      readonly epsilon: number;
      readonly scale: boolean;
      readonly center: boolean;
    }
  | { readonly kind: 'pooling'; readonly pool: 'max' | 'average'; readonly window: Window }
  | {
      readonly kind: 'globalPooling';
      readonly pool: 'max' | 'average';
      readonly rank: 1 | 2 | 3;
      readonly channels: ChannelOrder;
      readonly keepDimensions: boolean;
    }
  /** Drops single elements, or whole channels (`spatial`); inverted: what is kept is divided by 1 - rate. */
  | { readonly kind: 'dropout'; readonly rate: number; readonly spatial: boolean }
  | { readonly kind: 'gaussianDropout'; readonly rate: number }
  | { readonly kind: 'gaussianNoise'; readonly stddev: number }
  | { readonly kind: 'alphaDropout'; readonly rate: number }
  /** Changes the shape only; elements keep their order. */
  | { readonly kind: 'reshape'; readonly target: Shape }
  | { readonly kind: 'flatten' }
  /** `amounts[i]` is [before, after] of spatial dimension i. */
  | {
      readonly kind: 'zeroPadding';
      readonly amounts: readonly (readonly [number, number])[];
      readonly channels: ChannelOrder;
    }
  | { readonly kind: 'add' }
  /** Element by element, shapes broadcast. */
  | { readonly kind: 'merge'; readonly how: 'average' | 'maximum' | 'minimum' | 'multiply' | 'subtract' }
  /** Sums products over one axis of each of two inputs (indices into the shapes without batch). */
  | { readonly kind: 'dot'; readonly axes: readonly [number, number]; readonly normalize: boolean }
  /** Joins along `axis` (index into the shape without batch). */
  | { readonly kind: 'concatenate'; readonly axis: number }
  /** `order[i]` is the input's dimension (index into the shape without batch) that becomes dimension i. */
  | { readonly kind: 'permute'; readonly order: readonly number[] }
  /** [features] to [times, features]. */
  | { readonly kind: 'repeatVector'; readonly times: number }
  /** Every position becomes `factors[i]` positions along spatial dimension i. */
  | {
      readonly kind: 'upSampling';
      readonly factors: readonly number[];
      readonly interpolation: Interpolation;
      readonly channels: ChannelOrder;
    }
  /** `amounts[i]` is what is cut [before, after] in spatial dimension i. */
  | {
      readonly kind: 'cropping';
      readonly amounts: readonly (readonly [number, number])[];
      readonly channels: ChannelOrder;
    }
  /** Time steps whose features all equal the value are skipped by what follows. */
  | { readonly kind: 'masking'; readonly value: number }
  /** x * scale + offset. */
  | { readonly kind: 'rescaling'; readonly scale: number; readonly offset: number }
  /** Normalises each example over all positions and the channels of a group; `axis` is that of the channels. */
  | {
      readonly kind: 'groupNormalization';
      readonly groups: number;
      readonly axis: number;
      readonly epsilon: number;
      readonly scale: boolean;
      readonly center: boolean;
    }
  /** Divides by the root of the mean square over `axes`, the mean is kept (arXiv 1910.07467). */
  | {
      readonly kind: 'rmsNormalization';
      readonly axes: readonly number[];
      readonly epsilon: number;
      readonly scale: boolean;
    }
  /** Divides by the Euclidean length over `axes`. */
  | { readonly kind: 'unitNormalization'; readonly axes: readonly number[] }
  /** Rows of a table chosen by integers: [...] to [..., outputDim]. */
  | {
      readonly kind: 'embedding';
      readonly inputDim: number;
      readonly outputDim: number;
      readonly maskZero: boolean;
    }
  /** One cell over the time steps; its weights stand in this layer. */
  | ({ readonly kind: 'recurrent'; readonly cell: Cell } & Unrolling)
  /** One time step on its own: a part of `rnn`. */
  | { readonly kind: 'recurrentCell'; readonly cell: Cell }
  /** The layer's parts, cells on top of one another, over the time steps. */
  | ({ readonly kind: 'rnn' } & Unrolling)
  /** The two parts are the layer's copies that read forwards and backwards; their outputs are merged. */
  | {
      readonly kind: 'bidirectional';
      readonly merge: 'concatenate' | 'sum' | 'multiply' | 'average' | 'none';
    }
  /** The layer's one part, at every time step with the same weights. */
  | { readonly kind: 'timeDistributed' }
  /** Luong (`dot`) or Bahdanau (`concat`) scores between query, value and key, the three inputs (key: value if left out). */
  | { readonly kind: 'attention'; readonly score: 'dot' | 'concat'; readonly useScale: boolean }
  /** Projections to heads, scaled dot products, softmax, projection back (arXiv 1706.03762). */
  | {
      readonly kind: 'multiHeadAttention';
      readonly heads: number;
      /** Heads of key and value; fewer than `heads` where queries share them (arXiv 2305.13245). */
      readonly keyValueHeads: number;
      readonly keyDim: number;
      readonly valueDim: number;
      readonly useBias: boolean;
      readonly dropout: number;
    }
  /** A dense layer along the axes that the equation says. */
  | { readonly kind: 'einsumDense'; readonly equation: string; readonly useBias: boolean }
  /** Not covered: treated as if the signal passed unchanged. `reason` is a sentence for the user. */
  | { readonly kind: 'opaque'; readonly className: string; readonly reason: string };

export type OperationKind = Operation['kind'];
