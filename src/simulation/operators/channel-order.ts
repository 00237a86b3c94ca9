import { addTo } from '../arithmetic/vectors.ts';
import { createTensor, type Operator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices, inSlices } from '../slices.ts';

/** Runs an operator written for channels last on tensors with channels first, by permuting around it. */
export function onChannelsFirst(
  input: Tensor,
  output: Tensor,
  make: (input: Tensor, output: Tensor) => Operator,
): Operator {
  const inner = createTensor(input.batch, toLast(input.shape), output.memory);
  const result = createTensor(output.batch, toLast(output.shape), output.memory);
  const operator = make(inner, result);
  const permuted = output.memory.scratch32(input.gradient.length);
  return {
    draw: (streams) => operator.draw(streams),
    *forward(): Work {
      yield* channelsToLast(input.value, inner.value, input);
      yield* operator.forward() ?? [];
      yield* channelsToFirst(result.value, output.value, output);
    },
    *backward(): Work {
      yield* channelsToLast(output.gradient, result.gradient, output);
      yield* fillInSlices(inner.gradient, 0);
      yield* operator.backward() ?? [];
      yield* channelsToFirst(inner.gradient, permuted, input);
      yield* addTo(permuted, input.gradient);
    },
    weightGradient: () => operator.weightGradient(),
  };
}

function toLast([channels = 1, ...spatial]: readonly number[]): number[] {
  return [...spatial, channels];
}

function channelsToLast(source: Float32Array, target: Float32Array, first: Tensor): Work {
  return forEachElement(first, (inFirst, inLast) => {
    target[inLast] = source[inFirst] ?? 0;
  });
}

function channelsToFirst(source: Float32Array, target: Float32Array, first: Tensor): Work {
  return forEachElement(first, (inFirst, inLast) => {
    target[inFirst] = source[inLast] ?? 0;
  });
}

/** Calls `act` with every element's place in both orders; `first` has its channels first. */
function forEachElement(first: Tensor, act: (inFirst: number, inLast: number) => void): Work {
  const channels = first.shape[0] ?? 1;
  const positions = first.value.length / (first.batch * channels);
  return inSlices(first.batch * channels * positions, 2, (from, to) => {
    for (let at = from; at < to; at++) {
      const p = at % positions;
      const image = (at - p) / positions;
      const channel = image % channels;
      act(at, (image - channel) * positions + p * channels + channel);
    }
  });
}
