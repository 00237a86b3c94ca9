import type { ModelGraph } from '../../src/model/graph.ts';
import type { MapGraph } from '../worker/map-layout.ts';

/** Pixels at a zoom of 1; names are cut to fit. */
export const BOX_WIDTH = 124;
export const BOX_HEIGHT = 38;

/** The graph as it is laid out: every layer a box of one size, every layer that enters another a link. */
export function mapGraph({ layers }: ModelGraph): MapGraph {
  return {
    boxes: layers.map(({ id }) => ({ id, width: BOX_WIDTH, height: BOX_HEIGHT })),
    links: layers.flatMap(({ id, inputs }) => [...new Set(inputs)].map((from) => ({ from, to: id }))),
  };
}
