import type { Layer } from '../../../model/graph.ts';
import type { Unrolling } from '../../../model/operation.ts';
import { addBias } from '../../arithmetic/bias.ts';
import { createTensor, type Operator, type Tensor, type Work } from '../../operator.ts';
import { fillInSlices, inSlices } from '../../slices.ts';
import { inputProduct } from './input-product.ts';
import { cellMasks } from './masks.ts';
import { type DenseCell, drawnCell, GATES } from './state-cell.ts';
import { stepOf } from './step-cell.ts';

/**
 * A cell over the time steps of its input, its weights drawn once for all of them.
 * @param layer with kernel [features, gates * units], recurrent kernel [units, gates * units] and bias.
 * @param input steps x features
 * @param output steps x units, or units.
 */
export function unrolled(
  layer: Layer,
  cell: DenseCell,
  { returnSequences, goBackwards, renewsMasks }: Omit<Unrolling, 'returnState'>,
  input: Tensor,
  output: Tensor,
): Operator {
  const { memory } = output;
  const { batch } = input;
  const [steps = 1, features = 1] = input.shape;
  const { units } = cell;
  const gates = GATES[cell.kind];
  const sums = gates * units;
  const rows = steps * batch;
  const masked = { gates, steps: renewsMasks ? steps : 1, input: batch * features, state: batch * units };
  const masks = cellMasks(cell, masked, 'noise', memory);
  const drawn = drawnCell(layer, cell, { batch, steps, units, memory }, masks.state);
  const entering = createTensor(rows, [1, features], memory);
  const summed = memory.unset32(rows * sums);
  const states = memory.float32((steps + 1) * batch * units);
  const gradients = [memory.scratch32(batch * units), memory.scratch32(batch * units)] as const;
  // The sums' gradients take the sums' place.
  const ofSums = { ...entering, shape: [1, sums], value: summed, gradient: summed };
  const product = inputProduct(layer, masks.input, batch, entering, ofSums);
  const timeOf = (step: number) => (goBackwards ? steps - 1 - step : step);
  const atStep = (step: number): number | null => (returnSequences ? step * units : step === steps - 1 ? 0 : null);
  const outputWidth = returnSequences ? steps * units : units;

  return {
    *draw(streams): Work {
      yield* product.draw(streams) ?? [];
      yield* drawn.draw(streams);
    },
    *forward(): Work {
      yield* copySteps(input.value, entering.value, batch, steps, features, timeOf);
      yield* product.forward() ?? [];
      yield* addBias(summed, drawn.inputBias);
      for (let step = 0; step < steps; step++) {
        const own = stepOf(summed, step, batch * sums);
        const after = stepOf(states, step + 1, batch * units);
        yield* drawn.cell.forward(step, own, stepOf(states, step, batch * units), after);
        const at = atStep(step);
        if (at !== null) {
          for (let example = 0; example < batch; example++) {
            output.value.set(stepOf(after, example, units), example * outputWidth + at);
          }
        }
      }
    },
    *backward(): Work {
      let [gradient, passed]: [Float32Array, Float32Array] = [gradients[0], gradients[1]];
      gradient.fill(0);
      for (let step = steps - 1; step >= 0; step--) {
        const at = atStep(step);
        if (at !== null) yield* addRows(output.gradient, outputWidth, at, gradient, units, batch);
        const own = stepOf(summed, step, batch * sums);
        yield* drawn.cell.backward(step, stepOf(states, step, batch * units), gradient, own, passed);
        [gradient, passed] = [passed, gradient];
      }
      yield* fillInSlices(entering.gradient, 0);
      yield* product.backward() ?? [];
      yield* addSteps(entering.gradient, input.gradient, batch, steps, features, timeOf);
    },
    weightGradient: () => product.weightGradient(),
  };
}

/** Examples by steps to steps by examples, in the order in which the steps are read. */
function copySteps(
  source: Float32Array,
  target: Float32Array,
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
): Work {
  return eachStep(batch, steps, width, timeOf, (inOrder, ofExample) => {
    target.set(source.subarray(ofExample, ofExample + width), inOrder);
  });
}

/** Calls `act` for every step of every example with where it begins among the steps and among the examples. */
function eachStep(
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
  act: (inOrder: number, ofExample: number) => void,
): Work {
  return inSlices(steps * batch, width, (from, to) => {
    for (let row = from; row < to; row++) {
      const example = row % batch;
      act(row * width, (example * steps + timeOf((row - example) / batch)) * width);
    }
  });
}

/** The way back of `copySteps`, added. */
function addSteps(
  source: Float32Array,
  target: Float32Array,
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
): Work {
  return eachStep(batch, steps, width, timeOf, (from, to) => {
    for (let i = 0; i < width; i++) target[to + i] = (target[to + i] ?? 0) + (source[from + i] ?? 0);
  });
}

/** Adds one step of every example's rows. */
function addRows(
  source: Float32Array,
  sourceWidth: number,
  at: number,
  target: Float32Array,
  width: number,
  batch: number,
): Work {
  return inSlices(batch, width, (first, last) => {
    for (let example = first; example < last; example++) {
      for (let i = 0; i < width; i++) {
        const to = example * width + i;
        target[to] = (target[to] ?? 0) + (source[example * sourceWidth + at + i] ?? 0);
      }
    }
  });
}
