import * as activations from '../keras/operations/activations.ts';
import * as arithmetic from '../keras/operations/arithmetic.ts';
import { resize, windowPooling } from '../keras/operations/images.ts';
import { concatenation, matrixProduct, stack } from '../keras/operations/joining.ts';
import * as others from '../keras/operations/others.ts';
import { padding } from '../keras/operations/padding.ts';
import { transpose } from '../keras/operations/permuting.ts';
import { reduction } from '../keras/operations/reduction.ts';
import { repetition } from '../keras/operations/repetition.ts';
import { expandDimensions, reshape, squeeze } from '../keras/operations/reshaping.ts';
import { slicing, split } from '../keras/operations/slicing.ts';
import type { LayerFamily } from '../layer-reader.ts';

/**
 * Functions of TensorFlow that a model of Keras 2 applies to tensors, by the name that files give them, less `math.`,
 * `nn.`, `linalg.`, `image.`, `compat.v1.` and `__operators__.`: those are several names of one function.
 */
export const FUNCTIONS: Readonly<Record<string, LayerFamily>> = {
  relu: activations.activation({ name: 'relu' }),
  relu6: activations.activation({ name: 'relu6' }),
  leaky_relu: activations.leakyRelu,
  elu: activations.elu,
  selu: activations.activation({ name: 'selu' }),
  gelu: activations.gelu(false),
  silu: activations.activation({ name: 'silu' }),
  swish: activations.activation({ name: 'silu' }),
  sigmoid: activations.activation({ name: 'sigmoid' }),
  tanh: activations.activation({ name: 'tanh' }),
  softplus: activations.activation({ name: 'softplus' }),
  softsign: activations.activation({ name: 'softsign' }),
  exp: activations.activation({ name: 'exponential' }),
  softmax: activations.softmax('softmax'),
  log_softmax: activations.softmax('logSoftmax'),
  clip_by_value: activations.clip,
  identity: activations.identity,
  cast: activations.identity,
  stop_gradient: others.stopGradient,
  dropout: others.dropout,

  add: arithmetic.addition,
  add_n: arithmetic.addition,
  bias_add: arithmetic.addition,
  subtract: arithmetic.subtraction,
  multiply: arithmetic.multiplication,
  scalar_mul: arithmetic.multiplication,
  divide: arithmetic.division,
  truediv: arithmetic.division,
  negative: arithmetic.negation,
  maximum: arithmetic.maximum,
  minimum: arithmetic.minimum,
  ...named(arithmetic.elementwise, [
    ...['pow', 'floordiv', 'floormod', 'squared_difference', 'divide_no_nan', 'where', 'atan2'],
    ...[
      'greater',
      'greater_equal',
      'less',
      'less_equal',
      'equal',
      'not_equal',
      'logical_and',
      'logical_or',
      'logical_not',
    ],
  ]),
  ...named(activations.uncovered, [
    ...['abs', 'sqrt', 'rsqrt', 'square', 'log', 'log1p', 'expm1', 'sin', 'cos', 'sign', 'reciprocal', 'erf', 'round'],
    ...['floor', 'ceil', 'log_sigmoid'],
  ]),
  ...named(others.unchangedShape, [
    ...['cumsum', 'roll', 'reverse', 'ones_like', 'zeros_like', 'flip_left_right', 'flip_up_down'],
    'per_image_standardization',
  ]),
  l2_normalize: others.unitLength,
  one_hot: others.oneHot,

  reduce_mean: reduction('average'),
  reduce_max: reduction('max'),
  ...named(reduction('other'), [
    'reduce_sum',
    'reduce_min',
    'reduce_prod',
    'reduce_std',
    'reduce_variance',
    'reduce_any',
  ]),

  reshape,
  expand_dims: expandDimensions,
  squeeze,
  transpose,
  concat: concatenation,
  stack,
  split,
  getitem: slicing,
  pad: padding,
  tile: repetition,
  repeat: repetition,
  matmul: matrixProduct,
  max_pool2d: windowPooling('max'),
  avg_pool2d: windowPooling('average'),
  resize,
};

function named(family: LayerFamily, names: readonly string[]): Record<string, LayerFamily> {
  return Object.fromEntries(names.map((name) => [name, family]));
}
