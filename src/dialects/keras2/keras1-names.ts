/**
 * What Keras 1 called what Keras 2 calls otherwise (the conversions of keras/legacy in Keras 2.0; names as Keras 1.2.2
 * saves them).
 */

export const CLASSES: ReadonlyMap<string, string> = new Map([
  ['Convolution1D', 'Conv1D'],
  ['Convolution2D', 'Conv2D'],
  ['Convolution3D', 'Conv3D'],
  ['AtrousConvolution1D', 'Conv1D'],
  ['AtrousConvolution2D', 'Conv2D'],
  ['SeparableConvolution2D', 'SeparableConv2D'],
  ['Deconvolution2D', 'Conv2DTranspose'],
  ['TimeDistributedDense', 'Dense'],
]);

/** Classes of `Merge`, by its mode. */
export const MERGES: ReadonlyMap<string, string> = new Map([
  ['sum', 'Add'],
  ['mul', 'Multiply'],
  ['ave', 'Average'],
  ['max', 'Maximum'],
  ['concat', 'Concatenate'],
  ['dot', 'Dot'],
  ['cos', 'Dot'],
]);

/** Options that no layer of Keras 2 has. */
export const OPTIONS: ReadonlyMap<string, string> = new Map([
  ['nb_filter', 'filters'],
  ['filter_length', 'kernel_size'],
  ['border_mode', 'padding'],
  ['subsample', 'strides'],
  ['subsample_length', 'strides'],
  ['atrous_rate', 'dilation_rate'],
  ['dim_ordering', 'data_format'],
  ['pool_length', 'pool_size'],
  ['stride', 'strides'],
  ['init', 'kernel_initializer'],
  ['inner_init', 'recurrent_initializer'],
  ['beta_init', 'beta_initializer'],
  ['gamma_init', 'gamma_initializer'],
  ['inner_activation', 'recurrent_activation'],
  ['forget_bias_init', 'unit_forget_bias'],
  ['bias', 'use_bias'],
  ['W_regularizer', 'kernel_regularizer'],
  ['U_regularizer', 'recurrent_regularizer'],
  ['b_regularizer', 'bias_regularizer'],
  ['W_constraint', 'kernel_constraint'],
  ['U_constraint', 'recurrent_constraint'],
  ['b_constraint', 'bias_constraint'],
  ['dropout_W', 'dropout'],
  ['dropout_U', 'recurrent_dropout'],
  ['input_dtype', 'dtype'],
  ['p', 'rate'],
  ['sigma', 'stddev'],
]);

/** What `init` and the options on the only weight are for in layers that have no kernel. */
export const OPTIONS_OF: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'Embedding',
    new Map([
      ['init', 'embeddings_initializer'],
      ['W_regularizer', 'embeddings_regularizer'],
      ['W_constraint', 'embeddings_constraint'],
    ]),
  ],
  ['PReLU', new Map([['init', 'alpha_initializer']])],
  ['UpSampling1D', new Map([['length', 'size']])],
]);

/** Layers whose width was `output_dim`; that of an embedding still is. */
export const HAVE_UNITS: ReadonlySet<string> = new Set(['Dense', 'SimpleRNN', 'GRU', 'LSTM']);

/** Sizes of a kernel that were options of their own, outermost first. */
export const KERNEL_SIZES: readonly string[] = ['nb_row', 'nb_col', 'kernel_dim1', 'kernel_dim2', 'kernel_dim3'];

/** Options that say nothing of what a layer computes, or of weights that Keras 2 could not load. */
export const DROPPED: ReadonlySet<string> = new Set(['consume_less', 'mode', 'mode_type', 'output_shape']);

export const CHANNELS: ReadonlyMap<unknown, string> = new Map([
  ['tf', 'channels_last'],
  ['th', 'channels_first'],
]);
