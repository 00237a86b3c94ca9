import { type Dimension, type Shape, size } from '../../../model/shape.ts';
import type { LayerFamily } from '../../layer-reader.ts';
import { leftOver } from '../../layers/dot.ts';
import { opaqueBody } from '../../layers/opaque.ts';

/**
 * `bij,bkj->bik` on tensors whose first letter is the batch. Two of them that share one more letter, which is summed,
 * are a dot product along it.
 */
export const einsum: LayerFamily = (layer) => {
  const reason = 'This sum of products is not covered: the signal is taken to pass unchanged.';
  const written = layer.given.value('subscripts', 'equation', '0');
  const [left, output] = written?.kind === 'string' ? written.value.replace(/\s/g, '').split('->') : [];
  const inputs = left?.split(',') ?? [];
  const sizes = output === undefined ? null : letterSizes(inputs, layer.inputs);
  const batch = output?.[0];
  if (sizes === null || output === undefined || inputs.some((letters) => letters[0] !== batch)) {
    return opaqueBody(layer, reason);
  }
  const rest = [...output.slice(1)];
  const dimensions = rest.map((letter) => sizes.get(letter) ?? null);
  const known = dimensions.filter((dimension) => dimension !== null);
  if (known.length !== rest.length) return opaqueBody(layer, reason);
  const axes = sharedAxis(inputs, rest);
  const [a = null, b = null] = layer.inputs;
  if (axes === null || a === null || b === null) return opaqueBody(layer, reason, known);
  return layer.body({ kind: 'dot', axes, normalize: false }, leftOver(a, axes[0], b, axes[1]));
};

/** Null if an input is not known, or does not fit its letters. */
function letterSizes(inputs: readonly string[], shapes: readonly (Shape | null)[]): Map<string, Dimension> | null {
  const sizes = new Map<string, Dimension>();
  if (inputs.length !== shapes.length) return null;
  for (const [i, letters] of inputs.entries()) {
    const shape = shapes[i] ?? null;
    if (shape === null || shape.length !== letters.length - 1) return null;
    for (const [j, dimension] of shape.entries()) {
      const letter = letters[j + 1] ?? '';
      const other = sizes.get(letter);
      if (other !== undefined && size(other) !== size(dimension)) return null;
      sizes.set(letter, dimension);
    }
  }
  return sizes;
}

/** Axes, without batch, of the one letter that both inputs have and the output has not; null if it is no dot product. */
function sharedAxis(inputs: readonly string[], output: readonly string[]): [number, number] | null {
  const [a = [], b = []] = inputs.map((letters) => [...letters.slice(1)]);
  const [letter, ...more] = a.filter((candidate) => b.includes(candidate));
  if (inputs.length !== 2 || letter === undefined || more.length > 0) return null;
  const left = [...a, ...b].filter((candidate) => candidate !== letter);
  return left.length > 0 && left.join() === output.join() ? [a.indexOf(letter), b.indexOf(letter)] : null;
}
