import type { Activation } from '../../src/model/activation.ts';
import type { Cell, Operation, Unrolling } from '../../src/model/operation.ts';
import type { Sampler } from './samplers.ts';
import { plain, type Sketch, weight } from './sketch.ts';

const TANH: Activation = { name: 'tanh' };
const GATES = { simple: 1, lstm: 4, gru: 3 } as const;

export const LAST_STEP: Unrolling = { returnSequences: false, returnState: false, goBackwards: false };
export const ALL_STEPS: Unrolling = { ...LAST_STEP, returnSequences: true };

type DenseCell = Exclude<Cell, { readonly kind: 'convLstm' }>;

export function simple(units: number): DenseCell {
  return { kind: 'simple', units, useBias: false, activation: TANH };
}

export function lstm(units: number, recurrentActivation: Activation = { name: 'sigmoid' }): DenseCell {
  return { kind: 'lstm', units, useBias: false, activation: TANH, recurrentActivation, unitForgetBias: false };
}

export function gru(
  units: number,
  resetAfter: boolean,
  recurrentActivation: Activation = { name: 'sigmoid' },
): DenseCell {
  return { kind: 'gru', units, useBias: false, activation: TANH, recurrentActivation, resetAfter };
}

/** A cell over [steps, features]. */
export function recurrent(cell: DenseCell, unrolling: Unrolling, sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'recurrent', cell, ...unrolling }, ([[steps = 1] = []]) => shapeOf(cell.units, steps, unrolling)),
    weights: ([shape]) => cellWeights(cell, shape?.[1] ?? 1, sample),
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
