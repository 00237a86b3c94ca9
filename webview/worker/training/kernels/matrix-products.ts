import type { Call, Dense } from './kernel.ts';
import { product } from './product-memory.ts';

/** `BatchMatMul`: products of the last two dimensions, one for each index of those before them. */
export function batchMatMul(call: Call): Dense | null {
  const [a, b] = [call.input('a'), call.input('b')];
  if (a === null || b === null) return null;
  const transposed = { a: call.attribute('transposeA') === true, b: call.attribute('transposeB') === true };
  if (transposed.a && transposed.b) return null;
  const [outer, others] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  // Dimensions of which one is stretched are rare: TensorFlow.js's own kernel knows them.
  if (outer.length !== others.length || outer.some((size, i) => size !== others[i])) return null;
  const [aRows = 1, aColumns = 1] = a.shape.slice(-2);
  const [bRows = 1, bColumns = 1] = b.shape.slice(-2);
  const [m, k] = transposed.a ? [aColumns, aRows] : [aRows, aColumns];
  const [inner, n] = transposed.b ? [bColumns, bRows] : [bRows, bColumns];
  if (inner !== k) return null;
  const count = outer.reduce((size, each) => size * each, 1);
  const values = new Float32Array(count * m * n);
  const [left, right, target] = call.memory.arrays(m * k, k * n, m * n);
  if (left === undefined || right === undefined || target === undefined) return null;
  for (let i = 0; i < count; i++) {
    left.set(a.values.subarray(i * m * k, (i + 1) * m * k));
    right.set(b.values.subarray(i * k * n, (i + 1) * k * n));
    product(left, right, target, m, n, k, transposed);
    values.set(target, i * m * n);
  }
  return { shape: [...outer, m, n], values };
}

/** `_FusedMatMul` with a bias and without an activation, which is what stands between a linear layer's weights. */
export function fusedMatMul(call: Call): Dense | null {
  if (!isPlain(call)) return null;
  const result = batchMatMul(call);
  const bias = call.input('bias');
  return result === null || bias === null ? result : withBias(result, bias);
}

/** Whether nothing is to be done to the result but adding a bias. */
export function isPlain(call: Call): boolean {
  const activation = call.attribute('activation');
  return activation === undefined || activation === null || activation === 'linear';
}

/** Adds a bias of the last dimension's size in place; null where it has another shape. */
export function withBias(result: Dense, bias: Dense): Dense | null {
  const { values, shape } = result;
  const width = shape.at(-1) ?? 1;
  if (bias.values.length !== width) return null;
  for (let start = 0; start < values.length; start += width) {
    for (let i = 0; i < width; i++) values[start + i] = (values[start + i] ?? 0) + (bias.values[i] ?? 0);
  }
  return result;
}
