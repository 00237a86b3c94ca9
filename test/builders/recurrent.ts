import type { Activation } from '../../src/model/activation.ts';
import type { Cell, CellDropout, Operation, Unrolling, Window } from '../../src/model/operation.ts';
import type { Sampler } from './samplers.ts';
import { plain, type Sketch, weight } from './sketch.ts';

const TANH: Activation = { name: 'tanh' };
const GATES = { simple: 1, lstm: 4, gru: 3 } as const;

export const LAST_STEP: Unrolling = {
  returnSequences: false,
  returnState: false,
  goBackwards: false,
  renewsMasks: false,
};
export const ALL_STEPS: Unrolling = { ...LAST_STEP, returnSequences: true };

type DenseCell = Exclude<Cell, { readonly kind: 'convLstm' }>;

export function simple(units: number): DenseCell {
  return { kind: 'simple', units, useBias: false, activation: TANH, dropout: null };
}

export function lstm(units: number, recurrentActivation: Activation = { name: 'sigmoid' }): DenseCell {
  const gates = { useBias: false, activation: TANH, recurrentActivation };
  return { kind: 'lstm', units, ...gates, unitForgetBias: false, dropout: null };
}

export function gru(
  units: number,
  resetAfter: boolean,
  recurrentActivation: Activation = { name: 'sigmoid' },
): DenseCell {
  return { kind: 'gru', units, useBias: false, activation: TANH, recurrentActivation, resetAfter, dropout: null };
}

/** The cell with dropout inside it. */
export function dropping<C extends Cell>(cell: C, dropout: Partial<CellDropout>): C {
  return { ...cell, dropout: { input: 0, recurrent: 0, masks: 'shared', ofCarried: false, ...dropout } };
}

/** A cell over [steps, features]. */
export function recurrent(cell: DenseCell, unrolling: Unrolling, sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'recurrent', cell, ...unrolling }, ([[steps = 1] = []]) => shapeOf(cell.units, steps, unrolling)),
    weights: ([shape]) => cellWeights(cell, shape?.[1] ?? 1, sample),
  };
}

/** One step of a cell; its states may be given after its input. */
export function cellAlone(cell: DenseCell, sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'recurrentCell', cell }, () => [cell.units]),
    weights: ([[width = 1] = []]) => cellWeights(cell, width, sample),
  };
}

export function convLstm(
  filters: number,
  window: Window,
  recurrentActivation: Activation = { name: 'sigmoid' },
): Extract<Cell, { readonly kind: 'convLstm' }> {
  return {
    kind: 'convLstm',
    window,
    filters,
    useBias: false,
    activation: TANH,
    recurrentActivation,
    unitForgetBias: false,
    dropout: null,
  };
}

/** A convolutional cell over [steps, ...image], channels as its window has them; `valid` or `same` with stride 1. */
export function convRecurrent(cell: ReturnType<typeof convLstm>, unrolling: Unrolling, sample: Sampler): Sketch {
  const { window, filters } = cell;
  const slid = (image: readonly number[]) => {
    const spatial = window.channels === 'first' ? image.slice(1) : image.slice(0, -1);
    const left = spatial.map((size, i) => (window.padding === 'same' ? size : size - (window.size[i] ?? 1) + 1));
    return window.channels === 'first' ? [filters, ...left] : [...left, filters];
  };
  const area = window.size.reduce((a, b) => a * b, 1);
  return {
    ...plain({ kind: 'recurrent', cell, ...unrolling }, ([shape = []]) => {
      const image = slid(shape.slice(1));
      return unrolling.returnSequences ? [shape[0] ?? 1, ...image] : image;
    }),
    weights: ([shape = []]) => {
      const image = shape.slice(1);
      const channels = (window.channels === 'first' ? image[0] : image.at(-1)) ?? 1;
      const sums = 4 * filters;
      return [
        weight('kernel', [...window.size, channels, sums], { in: area * channels, out: area * filters }, sample, null),
        weight('recurrent', [...window.size, filters, sums], { in: area * filters, out: area * filters }, sample, null),
      ];
    },
  };
}

/** Cells on top of one another. */
export function stackOf(cells: readonly DenseCell[], unrolling: Unrolling, sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'rnn', ...unrolling }, ([[steps = 1] = []]) =>
      shapeOf(cells.at(-1)?.units ?? 1, steps, unrolling),
    ),
    parts: ([shape]) =>
      cells.map((cell, i) => ({
        name: `cell_${i + 1}`,
        inputs: [[cells[i - 1]?.units ?? shape?.[1] ?? 1]],
        sketch: {
          ...plain({ kind: 'recurrentCell', cell }, () => [cell.units]),
          weights: ([[width = 1] = []]) => cellWeights(cell, width, sample),
        },
      })),
  };
}

export function bidirectional(
  cell: DenseCell,
  unrolling: Unrolling,
  merge: Extract<Operation, { readonly kind: 'bidirectional' }>['merge'],
  sample: Sampler,
): Sketch {
  const factor = merge === 'concatenate' ? 2 : 1;
  return {
    ...plain({ kind: 'bidirectional', merge }, ([[steps = 1] = []]) => shapeOf(factor * cell.units, steps, unrolling)),
    parts: (inputs) => [
      { name: 'forward', inputs, sketch: recurrent(cell, unrolling, sample) },
      { name: 'backward', inputs, sketch: recurrent(cell, { ...unrolling, goBackwards: true }, sample) },
    ],
  };
}

/** A table of [rows, width]; [...] to [..., width]. */
export function embedding(rows: number, width: number, sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'embedding', inputDim: rows, outputDim: width, maskZero: false }, ([shape = []]) => [
      ...shape,
      width,
    ]),
    weights: () => [weight('embedding', [rows, width], { in: 1, out: width }, sample, null)],
  };
}

function shapeOf(units: number, steps: number, { returnSequences }: Unrolling): number[] {
  return returnSequences ? [steps, units] : [units];
}

function cellWeights({ kind, units }: DenseCell, features: number, sample: Sampler) {
  const sums = GATES[kind] * units;
  return [
    weight('kernel', [features, sums], { in: features, out: units }, sample, null),
    weight('recurrent', [units, sums], { in: units, out: units }, sample, null),
  ];
}
