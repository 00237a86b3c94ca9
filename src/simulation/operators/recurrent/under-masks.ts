import type { Layer } from '../../../model/graph.ts';
import type { Window } from '../../../model/operation.ts';
import { count, createTensor, type Operator, type Tensor, type Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';
import { convolution } from '../convolution.ts';
import { inSequence } from '../sequence.ts';
import type { Masks } from './masks.ts';

/** The mask of one example of a tensor, as a gate sees it. */
export type MaskOf = (example: number, gate: number) => Float32Array;

/** A product at one place: a dense layer as a convolution, which knows groups. */
export const POINT: Window = {
  rank: 1,
  size: [1],
  strides: [1],
  dilation: [1],
  padding: 'valid',
  channels: 'last',
};

/**
 * All gates' products of what enters under masks. Where every gate has its own mask, the masked copies stand side by
 * side as groups of channels, each of which meets its gate's part of the kernel.
 * @param input [..., channels]. @param output [..., gates * units].
 */
export function maskedProduct(
  layer: Layer,
  window: Window,
  masks: Masks,
  maskOf: MaskOf,
  input: Tensor,
  output: Tensor,
): Operator {
  const shape = [...input.shape.slice(0, -1), masks.count * (input.shape.at(-1) ?? 1)];
  const copies = createTensor(input.batch, shape, output.memory);
  const product = convolution(layer, window, masks.count, copies, output);
  return inSequence(masking(masks, maskOf, input, copies), copies, product);
}

function masking(masks: Masks, maskOf: MaskOf, input: Tensor, copies: Tensor): Operator {
  const size = count(input.shape);
  function* each(act: (example: number, gate: number) => Work): Work {
    for (let example = 0; example < input.batch; example++) {
      for (let gate = 0; gate < masks.count; gate++) yield* act(example, gate);
    }
  }
  const channels = input.shape.at(-1) ?? 1;
  const form = { channels, copies: masks.count };
  const ofInput = (values: Float32Array, example: number) => values.subarray(example * size, (example + 1) * size);
  const ofCopies = (values: Float32Array, example: number) => values.subarray(example * size * masks.count);
  return {
    draw: (streams) => masks.draw(streams),
    forward: () =>
      each((example, gate) => {
        const target = ofCopies(copies.value, example);
        return spread(ofInput(input.value, example), maskOf(example, gate), target, gate, form);
      }),
    backward: () =>
      each((example, gate) => {
        const source = ofCopies(copies.gradient, example);
        return gather(source, maskOf(example, gate), ofInput(input.gradient, example), gate, form);
      }),
    weightGradient: () => null,
  };
}

/** Channels of an image, and how many masked copies of them stand side by side. */
export interface CopyForm {
  readonly channels: number;
  readonly copies: number;
}

/** Copy number `copy` of a source under a mask. @param target has the copies' channels side by side. */
export function spread(
  source: Float32Array,
  mask: Float32Array,
  target: Float32Array,
  copy: number,
  { channels, copies }: CopyForm,
): Work {
  return inSlices(source.length / channels, channels, (first, last) => {
    for (let place = first; place < last; place++) {
      const from = place * channels;
      const to = from * copies + copy * channels;
      for (let i = 0; i < channels; i++) target[to + i] = (source[from + i] ?? 0) * (mask[from + i] ?? 0);
    }
  });
}

/** The way back of `spread`, added to `target`. */
export function gather(
  source: Float32Array,
  mask: Float32Array,
  target: Float32Array,
  copy: number,
  { channels, copies }: CopyForm,
): Work {
  return inSlices(target.length / channels, channels, (first, last) => {
    for (let place = first; place < last; place++) {
      const to = place * channels;
      const from = to * copies + copy * channels;
      for (let i = 0; i < channels; i++) {
        target[to + i] = (target[to + i] ?? 0) + (source[from + i] ?? 0) * (mask[to + i] ?? 0);
      }
    }
  });
}
