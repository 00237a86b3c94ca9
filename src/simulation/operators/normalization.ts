import type { Layer } from '../../model/graph.ts';
import { count, findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
import { inSlices } from '../slices.ts';
import { indexAlong } from './indices.ts';
import { normalizedColumns } from './normalized-columns.ts';
import { normalizedRows } from './normalized-rows.ts';

/** Which elements are normalised together and which parameters they get, as indices for each element of an example. */
interface Grouping {
  readonly group: Int32Array;
  readonly groups: number;
  readonly parameter: Int32Array;
  readonly parameters: number;
  /** Statistics over the whole batch, as against each example's own. */
  readonly acrossBatch: boolean;
}

/** As in a first training step: mean and (biased) variance of the batch, over all dimensions but `axis`. */
export function batchNormalization(layer: Layer, axis: number, epsilon: number, input: Tensor, output: Tensor) {
  if (axis === input.shape.length - 1) return normalizedColumns(layer, epsilon, input, output);
  const channel = indexAlong(input.shape, [axis], output.memory);
  const channels = input.shape[axis] ?? 1;
  const grouping = {
    group: channel,
    groups: channels,
    parameter: channel,
    parameters: channels,
    acrossBatch: true,
  };
  return normalization(layer, grouping, epsilon, input, output);
}

/** Every example over `axes`, which have parameters of their own at each place. */
export function layerNormalization(
  layer: Layer,
  axes: readonly number[],
  epsilon: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const others = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const product = (dimensions: readonly number[]) => count(dimensions.map((axis) => input.shape[axis] ?? 1));
  if (axes.every((axis) => axis >= others.length)) return normalizedRows(layer, product(axes), epsilon, input, output);
  const grouping = {
    group: indexAlong(input.shape, others, output.memory),
    groups: product(others),
    parameter: indexAlong(input.shape, axes, output.memory),
    parameters: product(axes),
    acrossBatch: false,
  };
  return normalization(layer, grouping, epsilon, input, output);
}

/** Every example over all positions and the channels of one group; each channel has its parameters (arXiv 1803.08494). */
export function groupNormalization(
  layer: Layer,
  groups: number,
  axis: number,
  epsilon: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const channels = input.shape[axis] ?? 1;
  const channel = indexAlong(input.shape, [axis], output.memory);
  const grouping = {
    // at * groups / channels, rounded down: groups divide the channels.
    group: indexAlong(input.shape, [axis], output.memory, channels / groups),
    groups,
    parameter: channel,
    parameters: channels,
    acrossBatch: false,
  };
  return normalization(layer, grouping, epsilon, input, output);
}

/** y = gamma (x - mean) / sqrt(variance + epsilon) + beta within each group. */
function normalization(layer: Layer, grouping: Grouping, epsilon: number, input: Tensor, output: Tensor): Operator {
  const { group, groups, parameter, parameters, acrossBatch } = grouping;
  const { length } = group;
  const { batch } = input;
  const sets = acrossBatch ? groups : groups * batch;
  const size = (batch * length) / sets;
  const gamma = output.memory.float32(parameters);
  const beta = output.memory.float32(parameters);
  const mean = output.memory.float64(sets);
  const inverse = output.memory.float64(sets);
  const gradientMean = output.memory.float64(sets);
  const gradientAlong = output.memory.float64(sets);

  /** Calls `act` with every element's index in the batch, its set and its parameter. */
  const each = (act: (index: number, set: number, parameter: number) => void): Work =>
    inSlices(batch * length, 3, (from, to) => {
      for (let index = from; index < to; index++) {
        const i = index % length;
        const offset = acrossBatch ? 0 : ((index - i) / length) * groups;
        act(index, offset + (group[i] ?? 0), parameter[i] ?? 0);
      }
    });
  const normalized = (i: number, set: number) => ((input.value[i] ?? 0) - (mean[set] ?? 0)) * (inverse[set] ?? 0);

  return {
    *draw(streams): Work {
      yield* drawVector(gamma, findWeight(layer, 'gamma'), 1, streams);
      yield* drawVector(beta, findWeight(layer, 'beta'), 0, streams);
    },
    *forward(): Work {
      mean.fill(0);
      inverse.fill(0);
      yield* each((i, set) => {
        mean[set] = (mean[set] ?? 0) + (input.value[i] ?? 0) / size;
      });
      yield* each((i, set) => {
        inverse[set] = (inverse[set] ?? 0) + ((input.value[i] ?? 0) - (mean[set] ?? 0)) ** 2 / size;
      });
      for (let set = 0; set < sets; set++) inverse[set] = 1 / Math.sqrt((inverse[set] ?? 0) + epsilon);
      yield* each((i, set, at) => {
        output.value[i] = (gamma[at] ?? 0) * normalized(i, set) + (beta[at] ?? 0);
      });
    },
    *backward(): Work {
      gradientMean.fill(0);
      gradientAlong.fill(0);
      yield* each((i, set, at) => {
        const gradient = (gamma[at] ?? 0) * (output.gradient[i] ?? 0);
        gradientMean[set] = (gradientMean[set] ?? 0) + gradient / size;
        gradientAlong[set] = (gradientAlong[set] ?? 0) + (gradient * normalized(i, set)) / size;
      });
      yield* each((i, set, at) => {
        const gradient = (gamma[at] ?? 0) * (output.gradient[i] ?? 0);
        const along = normalized(i, set) * (gradientAlong[set] ?? 0);
        const passed = (inverse[set] ?? 0) * (gradient - (gradientMean[set] ?? 0) - along);
        input.gradient[i] = (input.gradient[i] ?? 0) + passed;
      });
    },
    weightGradient: () => null,
  };
}
