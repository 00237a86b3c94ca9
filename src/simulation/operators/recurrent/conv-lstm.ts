import type { Layer } from '../../../model/graph.ts';
import type { Cell, Unrolling, Window } from '../../../model/operation.ts';
import { addTo } from '../../arithmetic/vectors.ts';
import type { Memory } from '../../memory/memory.ts';
import { count, createTensor, type Operator, type Streams, type Tensor, type Work } from '../../operator.ts';
import { copyInSlices, fillInSlices } from '../../slices.ts';
import { convolution } from '../convolution.ts';
import { lstmCell } from './lstm-cell.ts';
import { cellMasks, type Masks } from './masks.ts';
import type { Recurrence } from './step-cell.ts';
import { gather, maskedProduct, spread } from './under-masks.ts';

/** A recurrent kernel with its draw. */
export interface DrawnRecurrence {
  readonly recurrence: Recurrence;
  draw(streams: Streams): Work;
}

export type ConvLstm = Extract<Cell, { readonly kind: 'convLstm' }>;

const GATES = 4;

/**
 * An LSTM at every place of an image, whose products are convolutions (Shi et al. 2015, arXiv 1506.04214, eq. 3 without
 * peepholes): all steps' input convolutions at once, then step by step the state's, with stride 1 and same padding.
 * @param layer with kernel [...size, channels, 4 filters], recurrent kernel [...size, filters, 4 filters] and bias.
 * @param steps of the input, which stand among its examples: [batch x steps, ...image], channels last.
 * @param output [batch x steps, ...image] or [batch, ...image], channels last.
 */
export function convLstm(
  layer: Layer,
  cell: ConvLstm,
  { returnSequences, goBackwards, renewsMasks }: Omit<Unrolling, 'returnState'>,
  steps: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const { memory } = output;
  const batch = input.batch / steps;
  const { filters } = cell;
  const spatial = output.shape.slice(0, -1);
  const positions = count(spatial);
  const sums = createTensor(input.batch, [...spatial, GATES * filters], memory);
  const length = batch * positions * filters;
  const size = { gates: GATES, steps: renewsMasks ? steps : 1, input: input.value.length / steps, state: length };
  const masks = cellMasks(cell, size, 'noise', memory);
  const entering = inputConvolution(layer, cell.window, masks.input, steps, input, sums);
  const { recurrence, draw } = stateConvolution(layer, cell.window, batch, spatial, filters, masks.state, memory);
  const made = lstmCell(
    { ...cell, kind: 'lstm', units: filters },
    { batch: batch * positions, steps, units: filters, memory },
    recurrence,
  );
  const states = memory.float32((steps + 1) * length);
  const stateOf = (step: number) => states.subarray(step * length, (step + 1) * length);
  const own = memory.scratch32(length * GATES);
  const gradients = [memory.scratch32(length), memory.scratch32(length)] as const;
  const timeOf = (step: number) => (goBackwards ? steps - 1 - step : step);
  /** Calls `act` for every example with its place among the images of one step, and among the input's. */
  function* images(step: number, act: (example: number, image: number) => Work): Work {
    for (let example = 0; example < batch; example++) yield* act(example, example * steps + timeOf(step));
  }
  /** The same for the output's images, where the step leaves. */
  function* leaving(step: number, act: (example: number, image: number) => Work): Work {
    if (!returnSequences && step < steps - 1) return;
    for (let example = 0; example < batch; example++) {
      yield* act(example, returnSequences ? example * steps + step : example);
    }
  }
  const sumWidth = positions * filters * GATES;
  const width = positions * filters;

  return {
    *draw(streams): Work {
      yield* entering.draw(streams) ?? [];
      yield* draw(streams);
    },
    *forward(): Work {
      yield* entering.forward() ?? [];
      for (let step = 0; step < steps; step++) {
        yield* images(step, (example, image) =>
          copyInSlices(sums.value.subarray(image * sumWidth, (image + 1) * sumWidth), own.subarray(example * sumWidth)),
        );
        const after = stateOf(step + 1);
        yield* made.forward(step, own, stateOf(step), after);
        yield* leaving(step, (example, image) =>
          copyInSlices(after.subarray(example * width, (example + 1) * width), output.value.subarray(image * width)),
        );
      }
    },
    *backward(): Work {
      let [gradient, passed] = gradients;
      gradient.fill(0);
      for (let step = steps - 1; step >= 0; step--) {
        yield* leaving(step, (example, image) => {
          const own = gradient.subarray(example * width, (example + 1) * width);
          return addTo(output.gradient.subarray(image * width, (image + 1) * width), own);
        });
        yield* made.backward(step, stateOf(step), gradient, own, passed);
        yield* images(step, (example, image) => {
          const source = own.subarray(example * sumWidth, (example + 1) * sumWidth);
          return copyInSlices(source, sums.gradient.subarray(image * sumWidth));
        });
        [gradient, passed] = [passed, gradient];
      }
      yield* entering.backward() ?? [];
    },
    weightGradient: () => entering.weightGradient(),
  };
}

/** All images' convolutions at once. @param steps of one example, which follow one another. */
export function inputConvolution(
  layer: Layer,
  window: Window,
  masks: Masks | null,
  steps: number,
  input: Tensor,
  output: Tensor,
): Operator {
  if (masks === null) return convolution(layer, window, 1, input, output);
  const size = count(input.shape);
  const maskOf = (image: number, gate: number) => {
    const step = image % steps;
    const example = (image - step) / steps;
    return masks.of(step, gate).subarray(example * size, (example + 1) * size);
  };
  return maskedProduct(layer, window, masks, maskOf, input, output);
}

/** The recurrent kernel as a convolution between tensors of its own; under masks, of the gates' copies of the state. */
export function stateConvolution(
  layer: Layer,
  window: Window,
  batch: number,
  spatial: readonly number[],
  filters: number,
  masks: Masks | null,
  memory: Memory,
): DrawnRecurrence {
  const ones = window.size.map(() => 1);
  const copies = masks?.count ?? 1;
  const state = createTensor(batch, [...spatial, copies * filters], memory);
  const product = createTensor(batch, [...spatial, GATES * filters], memory);
  const within: Window = { ...window, strides: ones, dilation: ones, padding: 'same' };
  // The bias is the input's convolution's.
  const bare = { ...layer, weights: layer.weights.filter(({ role }) => role !== 'bias') };
  const operator = convolution(bare, within, copies, state, product, 'recurrent');
  const form = { channels: filters, copies };
  function* enter(step: number, from: Float32Array): Work {
    if (masks === null) yield* copyInSlices(from, state.value);
    else for (let gate = 0; gate < copies; gate++) yield* spread(from, masks.of(step, gate), state.value, gate, form);
  }
  function* leave(step: number, target: Float32Array): Work {
    if (masks === null) yield* addTo(state.gradient, target);
    else
      for (let gate = 0; gate < copies; gate++) yield* gather(state.gradient, masks.of(step, gate), target, gate, form);
  }
  return {
    *draw(streams): Work {
      yield* masks?.draw(streams) ?? [];
      yield* operator.draw(streams) ?? [];
    },
    recurrence: {
      *apply(step, from, target): Work {
        yield* enter(step, from);
        yield* operator.forward() ?? [];
        yield* addTo(product.value, target);
      },
      *applyTransposed(step, from, target): Work {
        yield* copyInSlices(from, product.gradient);
        yield* fillInSlices(state.gradient, 0);
        yield* operator.backward() ?? [];
        yield* leave(step, target);
      },
    },
  };
}
