import type { Tensor } from '../operator.ts';
import type { ColumnFigures, ColumnPasses, RowPass } from './normalized-columns.ts';

/** An element with its column. */
type Visit = (i: number, column: number) => void;

/** The passes of a batch normalisation in plain JavaScript. */
export function columnsPortably(width: number, input: Tensor, output: Tensor, figures: ColumnFigures): ColumnPasses {
  const [x, y, dx, dy] = [input.value, output.value, input.gradient, output.gradient];
  const { mean, squares, sums, along, centre, factor, slant, shift, beta } = figures;
  /** A pass that calls `act` for every element of its rows. */
  const each =
    (act: Visit): RowPass =>
    (from, to) => {
      for (let start = from * width; start < to * width; start += width) {
        for (let column = 0; column < width; column++) act(start + column, column);
      }
    };
  const centred = (i: number, column: number) => Math.fround((x[i] ?? 0) - (centre[column] ?? 0));
  return {
    addSums: each((i, column) => {
      mean[column] = (mean[column] ?? 0) + (x[i] ?? 0);
    }),
    addSquares: each((i, column) => {
      squares[column] = (squares[column] ?? 0) + ((x[i] ?? 0) - (mean[column] ?? 0)) ** 2;
    }),
    scale: each((i, column) => {
      y[i] = centred(i, column) * (factor[column] ?? 0) + (beta[column] ?? 0);
    }),
    addProducts: each((i, column) => {
      sums[column] = (sums[column] ?? 0) + (dy[i] ?? 0);
      along[column] = (along[column] ?? 0) + (dy[i] ?? 0) * centred(i, column);
    }),
    addBack: each((i, column) => {
      const passed = (factor[column] ?? 0) * (dy[i] ?? 0) + (slant[column] ?? 0) * centred(i, column);
      dx[i] = (dx[i] ?? 0) + passed + (shift[column] ?? 0);
    }),
  };
}
