import { createTensor, type Operator, type Tensor, type Work } from '../operator.ts';

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
      channelsToLast(input.value, inner.value, input);
      yield* operator.forward() ?? [];
      channelsToFirst(result.value, output.value, output);
    },
    *backward(): Work {
      channelsToLast(output.gradient, result.gradient, output);
      inner.gradient.fill(0);
      yield* operator.backward() ?? [];
      channelsToFirst(inner.gradient, permuted, input);
      for (let i = 0; i < permuted.length; i++) input.gradient[i] = (input.gradient[i] ?? 0) + (permuted[i] ?? 0);
    },
    weightGradient: () => operator.weightGradient(),
  };
}

function toLast([channels = 1, ...spatial]: readonly number[]): number[] {
  return [...spatial, channels];
}

function channelsToLast(source: Float32Array, target: Float32Array, first: Tensor): void {
  forEachElement(first, (inFirst, inLast) => {
    target[inLast] = source[inFirst] ?? 0;
  });
}

function channelsToFirst(source: Float32Array, target: Float32Array, first: Tensor): void {
  forEachElement(first, (inFirst, inLast) => {
    target[inFirst] = source[inLast] ?? 0;
  });
}

/** Calls `act` with every element's place in both orders; `first` has its channels first. */
function forEachElement(first: Tensor, act: (inFirst: number, inLast: number) => void): void {
  const channels = first.shape[0] ?? 1;
  const length = first.value.length / first.batch;
  const positions = length / channels;
  for (let example = 0; example < first.batch; example++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let p = 0; p < positions; p++) {
        act(example * length + channel * positions + p, example * length + p * channels + channel);
      }
    }
  }
}
