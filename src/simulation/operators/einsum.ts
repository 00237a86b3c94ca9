import { type EinsumAxes, type EinsumAxis, einsumAxes } from '../../model/einsum.ts';
import type { Layer } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import { squaresInSlices } from '../arithmetic/sliced.ts';
import { count, findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { fillInSlices, inSlices, isTimeToPause } from '../slices.ts';
import { passOn } from './arrangement.ts';
import { dense, type KernelChoice } from './dense.ts';

/** Sums of products of the input with a kernel, along the axes that an einsum equation names, in any order. */
export function einsumDense(
  layer: Layer,
  equation: string,
  input: Tensor,
  output: Tensor,
  kernels: KernelChoice,
): Operator {
  const weight = findWeight(layer, 'kernel');
  const shape = sizes(weight?.shape ?? []);
  const axes = einsumAxes(equation, input.shape, shape, output.shape);
  if (axes === null) return passOn(input, output);
  if (isPlainProduct(axes, input.shape, shape, output.shape)) {
    const fanIn = count(axes.summed.map(({ size }) => size));
    const units = count(axes.made.map(({ size }) => size));
    const rows = count(input.shape) / fanIn;
    return dense(layer, { ...input, shape: [rows, fanIn] }, { ...output, shape: [rows, units] }, kernels);
  }
  const kernel = output.memory.float32(count(shape));
  const kernelGradient = output.memory.float32(kernel.length);
  const bias = biasOf(layer, output);
  const tables = tablesOf(axes, input.shape, shape, output.shape);
  const { summed } = tables;
  /** Calls `act` for every output with its place, and those of the first input and weight that it sums. */
  function* each(act: (from: number, weight: number, to: number) => void): Work {
    for (let example = 0; example < input.batch; example++) {
      const from = example * count(input.shape);
      const to = example * count(output.shape);
      for (const shared of tables.shared) {
        for (const passing of tables.passing) {
          for (const made of tables.made) {
            act(
              from + shared.input + passing.input,
              shared.kernel + made.kernel,
              to + shared.output + passing.output + made.output,
            );
            if (isTimeToPause(2 * summed.length)) yield;
          }
        }
      }
    }
  }
  return {
    *draw(streams): Work {
      const columns = shape.at(-1) ?? 1;
      const fanIn = count(axes.summed.map(({ size }) => size));
      yield* drawKernel(kernel, weight, { rows: kernel.length / columns, columns, fanIn }, streams);
      yield* drawVector(bias.values, findWeight(layer, 'bias'), 0, streams);
    },
    forward: () =>
      each((from, at, to) => {
        let sum = bias.values[bias.index[to % bias.index.length] ?? 0] ?? 0;
        for (const { input: i, kernel: k } of summed) sum += (input.value[from + i] ?? 0) * (kernel[at + k] ?? 0);
        output.value[to] = sum;
      }),
    *backward(): Work {
      yield* fillInSlices(kernelGradient, 0);
      yield* each((from, at, to) => {
        const gradient = output.gradient[to] ?? 0;
        for (const { input: i, kernel: k } of summed) {
          input.gradient[from + i] = (input.gradient[from + i] ?? 0) + gradient * (kernel[at + k] ?? 0);
          kernelGradient[at + k] = (kernelGradient[at + k] ?? 0) + gradient * (input.value[from + i] ?? 0);
        }
      });
    },
    *weightGradient(): Work<number> {
      return (yield* squaresInSlices(kernelGradient)) / kernelGradient.length;
    },
  };
}

/**
 * Whether the input's last axes are summed with the kernel's first ones and its other axes pass in their order, before
 * what is made: a dense layer in other shapes.
 */
function isPlainProduct(
  { shared, passing, made, summed }: EinsumAxes,
  input: readonly number[],
  kernel: readonly number[],
  output: readonly number[],
): boolean {
  const inOrder = (axes: readonly EinsumAxis[], of: 'input' | 'kernel' | 'output', from: number, length: number) =>
    axes.length === length &&
    [...axes]
      .sort((a, b) => (a.kernel ?? a.input ?? 0) - (b.kernel ?? b.input ?? 0))
      .every((axis, i) => axis[of] === from + i);
  return (
    shared.length === 0 &&
    inOrder(passing, 'input', 0, input.length - summed.length) &&
    inOrder(passing, 'output', 0, passing.length) &&
    inOrder(summed, 'input', input.length - summed.length, summed.length) &&
    inOrder(summed, 'kernel', 0, kernel.length - made.length) &&
    inOrder(made, 'output', passing.length, output.length - passing.length)
  );
}

/** Where an index combination stands in each operand, counted from the operand's first element. */
interface Offset {
  readonly input: number;
  readonly kernel: number;
  readonly output: number;
}

function tablesOf(axes: EinsumAxes, input: readonly number[], kernel: readonly number[], output: readonly number[]) {
  const stride = (shape: readonly number[], axis: number | null) => (axis === null ? 0 : count(shape.slice(axis + 1)));
  const table = (chosen: readonly EinsumAxis[]): Offset[] =>
    chosen.reduce<Offset[]>(
      (offsets, axis) =>
        offsets.flatMap((offset) =>
          Array.from({ length: axis.size }, (_, i) => ({
            input: offset.input + i * stride(input, axis.input),
            kernel: offset.kernel + i * stride(kernel, axis.kernel),
            output: offset.output + i * stride(output, axis.output),
          })),
        ),
      [{ input: 0, kernel: 0, output: 0 }],
    );
  return {
    shared: table(axes.shared),
    passing: table(axes.passing),
    made: table(axes.made),
    summed: table(axes.summed),
  };
}

/** The bias's values and which of them each output element gets: its shape is aligned with the output's last axes. */
function biasOf(layer: Layer, output: Tensor): { values: Float32Array; index: Int32Array } {
  const shape = sizes(findWeight(layer, 'bias')?.shape ?? []);
  const values = output.memory.float32(count(shape));
  const lead = output.shape.length - shape.length;
  const index = output.memory.int32(count(output.shape));
  output.memory.prepare(() =>
    inSlices(index.length, 8 * shape.length, (from, to) => {
      for (let element = from; element < to; element++) index[element] = biasAt(element, shape, output.shape, lead);
    }),
  );
  return { values, index };
}

function biasAt(element: number, shape: readonly number[], output: readonly number[], lead: number): number {
  let at = 0;
  shape.forEach((size, i) => {
    const along = Math.floor(element / count(output.slice(lead + i + 1))) % (output[lead + i] ?? 1);
    at = at * size + (size === 1 ? 0 : along);
  });
  return at;
}
