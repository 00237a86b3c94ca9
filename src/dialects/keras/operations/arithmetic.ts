import type { LayerBody, LayerFamily, LayerReader } from '../../layer-reader.ts';
import { add, broadcastShape, merge } from '../../layers/merging.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { uncovered } from './activations.ts';
import { type Constant, constantOperand } from './operands.ts';

/** Arithmetic on two tensors, or on a tensor and a number: x + y, 2 * x, 1 - x, x / 255. */

const PER_ELEMENT = 'It combines every element with a number of its own: the signal is taken to pass unchanged.';
const UNREAD = 'One of its operands cannot be read: the signal is taken to pass unchanged.';
const NOT_COVERED = 'This arithmetic is not covered: the signal is taken to pass unchanged.';

/** Element by element, by a function that is not covered: of one tensor, or of several, whose shapes broadcast. */
export const elementwise: LayerFamily = (layer) =>
  layer.inputs.length > 1 ? opaqueBody(layer, NOT_COVERED, broadcastShape(layer.inputs)) : uncovered(layer);

export const addition: LayerFamily = arithmetic(add, ({ number }) => line(1, number));

export const multiplication: LayerFamily = arithmetic(merge('multiply'), ({ number }) => line(number, 0));

export const subtraction: LayerFamily = arithmetic(merge('subtract'), ({ side, number }) =>
  side === 'left' ? line(-1, number) : line(1, number === null ? null : -number),
);

export const division: LayerFamily = arithmetic(elementwise, ({ side, number }) =>
  side === 'left' || number === null || number === 0 ? null : line(1 / number, 0),
);

export const negation: LayerFamily = (layer) => rescaled(layer, { scale: -1, offset: 0 });

/** max(x, 0) is a ReLU. */
export const maximum: LayerFamily = (layer) => {
  if (constantOperand(layer)?.number !== 0) return extremum('maximum')(layer);
  return { ...layer.body({ kind: 'activation' }, layer.input), activation: { name: 'relu' } };
};

export const minimum: LayerFamily = extremum('minimum');

interface Line {
  readonly scale: number;
  readonly offset: number;
}

function line(scale: number | null, offset: number | null): Line | null {
  return scale === null || offset === null ? null : { scale, offset };
}

function arithmetic(ofTensors: LayerFamily, ofConstant: (constant: Constant) => Line | null): LayerFamily {
  return (layer) => {
    if (layer.inputs.length > 1) return ofTensors(layer);
    const constant = constantOperand(layer);
    if (constant === null) return opaqueBody(layer, UNREAD, layer.input);
    const computed = ofConstant(constant);
    if (computed !== null) return rescaled(layer, computed);
    return constant.number === null ? opaqueBody(layer, PER_ELEMENT, layer.input) : uncovered(layer);
  };
}

function extremum(how: 'maximum' | 'minimum'): LayerFamily {
  return (layer) => (layer.inputs.length > 1 ? merge(how)(layer) : uncovered(layer));
}

function rescaled(layer: LayerReader, { scale, offset }: Line): LayerBody {
  return layer.body({ kind: 'rescaling', scale, offset }, layer.input);
}
