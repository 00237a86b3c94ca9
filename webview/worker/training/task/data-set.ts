import { scalarFunction } from '../../../../src/model/activation-function.ts';
import { normalCumulative } from '../../../../src/model/error-function.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import type { RandomSource } from '../../../../src/simulation/random/xoshiro.ts';
import type { TaskName } from '../../../convergence/options.ts';
import type { InputKind } from './input-kinds.ts';
import type { LossChoice, OutputTask } from './loss-choice.ts';

/** Numbers that an example is made of, at most. */
const FACTORS = 8;
/** Share of an input's variance that has nothing to do with them. */
const NOISE = 0.1;
/** Hidden units of the teacher. */
const TEACHER_UNITS = 16;

/** Examples one after the other, row-major. */
export interface DataSet {
  readonly inputs: readonly Float32Array[];
  readonly targets: readonly Float32Array[];
  /** The loss of the best answer that does not look at the input: what a model that learns nothing comes to. */
  readonly chance: number;
}

/**
 * A problem for a model of these inputs and outputs, after the hidden manifold model (Goldt et al. 2020,
 * arXiv 1909.11500): an example is made of a few factors z ~ N(0, 1); every input element is a random mixture of them
 * with a little noise, of second moment 1; what is to be learnt is a function of the factors alone. Where an input takes
 * whole numbers, the mixture's quantile says which one. At every position of an output the same is asked.
 */
export function dataSet(
  inputs: readonly InputKind[],
  outputs: readonly OutputTask[],
  task: TaskName,
  examples: number,
  seed: number,
): DataSet {
  const widest = Math.max(...inputs.map(({ shape }) => count(shape)));
  const factors = Math.max(1, Math.min(FACTORS, widest));
  const z = normals(examples * factors, streamFor(seed, 'factors'));
  const answers = outputs.map(({ shape, loss }, i) => {
    const width = shape.at(-1) ?? 1;
    const scores = standardised(scoresOf(task, z, factors, width, streamFor(seed, 'task', i)), width);
    const values = targetsOf(loss, scores, width);
    return { targets: repeated(values, width, count(shape) / width), chance: chanceOf(loss, values, width) };
  });
  return {
    inputs: inputs.map((input, i) => inputOf(input, z, factors, streamFor(seed, 'input', i))),
    targets: answers.map(({ targets }) => targets),
    chance: answers.reduce((sum, { chance }) => sum + chance, 0),
  };
}

function inputOf({ shape, tokens }: InputKind, z: Float64Array, factors: number, random: RandomSource): Float32Array {
  const size = count(shape);
  const mixture = normals(size * factors, random);
  const values = product(z, mixture, factors, size);
  const signal = Math.sqrt((1 - NOISE) / factors);
  const target = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const x = signal * (values[i] ?? 0) + Math.sqrt(NOISE) * random.normal();
    target[i] = tokens === null ? x : tokenAt(normalCumulative(x), tokens);
  }
  return target;
}

function tokenAt(quantile: number, { first, end }: { readonly first: number; readonly end: number }): number {
  return Math.min(end - 1, first + Math.floor(quantile * (end - first)));
}

/** examples x width. */
function scoresOf(task: TaskName, z: Float64Array, factors: number, width: number, random: RandomSource): Float64Array {
  switch (task) {
    case 'random':
      return normals((z.length / factors) * width, random);
    case 'linear':
      return product(z, normals(width * factors, random), factors, width);
    case 'teacher': {
      const hidden = product(z, normals(TEACHER_UNITS * factors, random), factors, TEACHER_UNITS).map(Math.tanh);
      return product(hidden, normals(width * TEACHER_UNITS, random), TEACHER_UNITS, width);
    }
  }
}

function targetsOf(loss: LossChoice, scores: Float64Array, width: number): Float32Array {
  switch (loss.kind) {
    case 'categorical':
      return oneHot(scores, width);
    case 'binary':
      return Float32Array.from(scores, (score) => (score > 0 ? 1 : 0));
    case 'squared': {
      const activation = scalarFunction(loss.activation);
      return Float32Array.from(scores, (score) => activation?.value(score) ?? score);
    }
  }
}

function oneHot(scores: Float64Array, width: number): Float32Array {
  const targets = new Float32Array(scores.length);
  for (let row = 0; row < scores.length; row += width) {
    let best = row;
    for (let i = row; i < row + width; i++) if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i;
    targets[best] = 1;
  }
  return targets;
}

/** The entropy of each class's or answer's frequency, or the targets' variance, in mean over a row. */
function chanceOf({ kind }: LossChoice, targets: Float32Array, width: number): number {
  const rows = targets.length / width;
  let sum = 0;
  for (let column = 0; column < width; column++) {
    let [mean, square] = [0, 0];
    for (let i = column; i < targets.length; i += width) {
      mean += (targets[i] ?? 0) / rows;
      square += (targets[i] ?? 0) ** 2 / rows;
    }
    if (kind === 'categorical') sum += entropy(mean);
    else if (kind === 'binary') sum += (entropy(mean) + entropy(1 - mean)) / width;
    else sum += (square - mean * mean) / width;
  }
  return sum;
}

function entropy(share: number): number {
  return share > 0 ? -share * Math.log(share) : 0;
}

/** Every column to mean 0 and variance 1. */
function standardised(scores: Float64Array, width: number): Float64Array {
  const rows = scores.length / width;
  for (let column = 0; column < width; column++) {
    let [mean, square] = [0, 0];
    for (let i = column; i < scores.length; i += width) {
      mean += (scores[i] ?? 0) / rows;
      square += (scores[i] ?? 0) ** 2 / rows;
    }
    const scale = 1 / Math.sqrt(Math.max(square - mean * mean, Number.MIN_VALUE));
    for (let i = column; i < scores.length; i += width) scores[i] = ((scores[i] ?? 0) - mean) * scale;
  }
  return scores;
}

/** Each row of `width` as often as an output has positions. */
function repeated(rows: Float32Array, width: number, times: number): Float32Array {
  if (times === 1) return rows;
  const target = new Float32Array(rows.length * times);
  for (let row = 0; row < rows.length / width; row++) {
    const values = rows.subarray(row * width, (row + 1) * width);
    for (let i = 0; i < times; i++) target.set(values, (row * times + i) * width);
  }
  return target;
}

/** A B^T. @param a rows x inner. @param b columns x inner. */
function product(a: Float64Array, b: Float64Array, inner: number, columns: number): Float64Array {
  const rows = a.length / inner;
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += (a[row * inner + k] ?? 0) * (b[column * inner + k] ?? 0);
      result[row * columns + column] = sum;
    }
  }
  return result;
}

function normals(length: number, random: RandomSource): Float64Array {
  return Float64Array.from({ length }, () => random.normal());
}

function count(shape: readonly number[]): number {
  return shape.reduce((size, each) => size * each, 1);
}
