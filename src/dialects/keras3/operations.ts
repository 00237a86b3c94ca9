import * as activations from '../keras/operations/activations.ts';
import * as arithmetic from '../keras/operations/arithmetic.ts';
import { einsum } from '../keras/operations/einsum.ts';
import { poolingOfRank, resize } from '../keras/operations/images.ts';
import { concatenation, matrixProduct, stack } from '../keras/operations/joining.ts';
import * as others from '../keras/operations/others.ts';
import { padding } from '../keras/operations/padding.ts';
import { moveAxis, swapAxes, transpose } from '../keras/operations/permuting.ts';
import { reduction } from '../keras/operations/reduction.ts';
import { repetition } from '../keras/operations/repetition.ts';
import { expandDimensions, ravel, reshape, squeeze } from '../keras/operations/reshaping.ts';
import { slicing, split } from '../keras/operations/slicing.ts';
import type { LayerFamily } from '../layer-reader.ts';

const HARD_SIGMOID_SLOPE = 1 / 6;

/** Operations of `keras.ops`, and functions that Keras 3 saves as such, by class name. */
export const OPERATIONS: Readonly<Record<string, LayerFamily>> = {
  Relu: activations.activation({ name: 'relu' }),
  ReLU: activations.parametricRelu,
  Relu6: activations.activation({ name: 'relu6' }),
  LeakyRelu: activations.leakyRelu,
  Elu: activations.elu,
  Selu: activations.activation({ name: 'selu' }),
  Gelu: activations.gelu(true),
  Silu: activations.activation({ name: 'silu' }),
  HardSilu: activations.activation({ name: 'hardSwish' }),
  HardSigmoid: activations.activation({ name: 'hardSigmoid', slope: HARD_SIGMOID_SLOPE }),
  Sigmoid: activations.activation({ name: 'sigmoid' }),
  Tanh: activations.activation({ name: 'tanh' }),
  Softplus: activations.activation({ name: 'softplus' }),
  Softsign: activations.activation({ name: 'softsign' }),
  Exp: activations.activation({ name: 'exponential' }),
  Softmax: activations.softmax('softmax'),
  LogSoftmax: activations.softmax('logSoftmax'),
  Clip: activations.clip,
  Cast: activations.identity,
  StopGradient: others.stopGradient,

  Add: arithmetic.addition,
  Subtract: arithmetic.subtraction,
  Multiply: arithmetic.multiplication,
  Divide: arithmetic.division,
  TrueDivide: arithmetic.division,
  Negative: arithmetic.negation,
  Maximum: arithmetic.maximum,
  Minimum: arithmetic.minimum,
  ...named(arithmetic.elementwise, [
    ...['Power', 'Mod', 'FloorDivide', 'Where', 'Arctan2', 'SquaredDifference'],
    ...['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual', 'LogicalAnd', 'LogicalOr', 'LogicalNot'],
  ]),
  ...named(activations.uncovered, [
    ...['Absolute', 'Abs', 'Sqrt', 'Rsqrt', 'Square', 'Log', 'Log1p', 'Log2', 'Log10', 'Expm1', 'Sin', 'Cos', 'Sign'],
    ...['Reciprocal', 'Erf', 'Round', 'Floor', 'Ceil', 'NanToNum', 'LogSigmoid', 'Celu', 'HardTanh', 'HardShrink'],
    ...['SoftShrink', 'TanhShrink', 'Squareplus', 'SparsePlus', 'SparseSigmoid', 'Sparsemax', 'Threshold'],
  ]),
  ...named(others.unchangedShape, ['Flip', 'Roll', 'Cumsum', 'Cumprod', 'OnesLike', 'ZerosLike', 'Tril', 'Triu']),
  Glu: others.gated,
  LayerNorm: others.standardized,
  RMSNorm: others.byRootMeanSquare,
  Normalize: others.unitLength,
  OneHot: others.oneHot,

  Mean: reduction('average'),
  Average: reduction('average'),
  Max: reduction('max'),
  ...named(reduction('other'), [
    'Sum',
    'Min',
    'Prod',
    'Std',
    'Var',
    'Any',
    'All',
    'Logsumexp',
    'CountNonzero',
    'Norm',
    'Argmax',
    'Argmin',
  ]),

  Reshape: reshape,
  ExpandDims: expandDimensions,
  Squeeze: squeeze,
  Ravel: ravel,
  Transpose: transpose,
  Swapaxes: swapAxes,
  Moveaxis: moveAxis,
  Concatenate: concatenation,
  Stack: stack,
  Split: split,
  GetItem: slicing,
  Pad: padding,
  Tile: repetition,
  Repeat: repetition,
  Matmul: matrixProduct,
  Einsum: einsum,
  Resize: resize,
  MaxPool: poolingOfRank('max'),
  AveragePool: poolingOfRank('average'),
};

function named(family: LayerFamily, names: readonly string[]): Record<string, LayerFamily> {
  return Object.fromEntries(names.map((name) => [name, family]));
}
