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
  /** Joins along `axis` (index into the shape without batch). */
  | { readonly kind: 'concatenate'; readonly axis: number }
  /** Not covered: treated as if the signal passed unchanged. `reason` is a sentence for the user. */
  | { readonly kind: 'opaque'; readonly className: string; readonly reason: string };

export type OperationKind = Operation['kind'];
