import type { Cell } from '../../model/operation.ts';
import { countTaps, imageSizes, slide, slides } from '../../model/window.ts';
import type { Signal } from '../signal.ts';

/** Who meets whom in a recurrent layer. */
export interface CellGeometry {
  readonly steps: number;
  /** Places of a state: 1, or those of an image. */
  readonly positions: number;
  /** Units of a state at each. */
  readonly units: number;
  /** Inputs and state elements summed in one gate's sum, padding left out. */
  readonly fanIn: number;
  readonly stateFan: number;
  /** One gate's sums that an input reaches at its step. */
  readonly fanOut: number;
  /** Products of one weight of the input's kernel a step and example, as many as its gate's sums a unit. */
  readonly uses: number;
}

/** @param input steps x features, or one step's features. */
export function denseGeometry(input: Signal, cell: Cell): CellGeometry {
  const units = cell.kind === 'convLstm' ? cell.filters : cell.units;
  return {
    steps: input.positions,
    positions: 1,
    units,
    fanIn: input.units,
    stateFan: units,
    fanOut: units,
    uses: 1,
  };
}

/**
 * Of a cell of images, by the taps that fall inside.
 * @param image one step's input, without batch and time.
 * @param state the state's shape.
 */
export function imageGeometry(
  steps: number,
  { window, filters }: Extract<Cell, { readonly kind: 'convLstm' }>,
  image: readonly number[],
  state: readonly number[],
): CellGeometry {
  const from = imageSizes(image, window.channels);
  const to = imageSizes(state, window.channels).spatial;
  const count = (extents: readonly number[]) => extents.reduce((a, b) => a * b, 1);
  const pairs = slides(window, from.spatial, to).reduce((product, dimension) => product * countTaps(dimension), 1);
  const within = to.map((extent, i) => slide(extent, extent, window.size[i] ?? 1, 1, 1, 'same'));
  const statePairs = within.reduce((product, dimension) => product * countTaps(dimension), 1);
  const positions = count(to);
  return {
    steps,
    positions,
    units: filters,
    fanIn: (pairs / positions) * from.channels,
    stateFan: (statePairs / positions) * filters,
    fanOut: (pairs / count(from.spatial)) * filters,
    uses: pairs / count(window.size),
  };
}
