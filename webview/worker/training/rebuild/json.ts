/** A layer as TensorFlow.js writes and reads it: a class and its options. */
export interface LayerConfig {
  readonly class_name: string;
  readonly config: Options;
}

export type Options = { readonly [option: string]: Json };

export type Json = string | number | boolean | null | readonly Json[] | Options | LayerConfig;

/** Why a layer cannot be trained here: the rest of a sentence that begins with the layer's name. */
export class Untrainable extends Error {}
