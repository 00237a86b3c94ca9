import { Graph, layout } from '@dagrejs/dagre';

/** A layer of the map before it has a place. Sizes and places are in pixels at a zoom of 1. */
export interface MapBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** What leaves `from` enters `to`. */
export interface MapLink {
  readonly from: string;
  readonly to: string;
}

export interface MapGraph {
  readonly boxes: readonly MapBox[];
  readonly links: readonly MapLink[];
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** Middles of the boxes, and the points that each link runs through. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (MapPoint & { readonly id: string })[];
  readonly links: readonly (MapLink & { readonly points: readonly MapPoint[] })[];
}

const MARGIN = 8;
const BETWEEN_RANKS = 26;
const BETWEEN_BOXES = 14;

/**
 * Lays the layers out from left to right, as the charts beside it count depth; what stands side by side in the model stands
 * one above the other. Ranks are longest paths: network simplex takes ten times as long for a net of 500 layers.
 */
export function layOut({ boxes, links }: MapGraph): MapLayout {
  const graph = new Graph({ directed: true });
  graph.setGraph({
    rankdir: 'LR',
    ranker: 'longest-path',
    ranksep: BETWEEN_RANKS,
    nodesep: BETWEEN_BOXES,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  // By number, since the library keeps names as keys of objects, which a layer called __proto__ breaks.
  const numbers = new Map(boxes.map(({ id }, i) => [id, String(i)]));
  boxes.forEach(({ width, height }, i) => void graph.setNode(String(i), { width, height }));
  for (const { from, to } of links) {
    const [start, end] = [numbers.get(from), numbers.get(to)];
    if (start !== undefined && end !== undefined) graph.setEdge(start, end);
  }
  layout(graph);
  const { width, height } = graph.graph();
  const idOf = (number: string) => boxes[Number(number)]?.id ?? '';
  return {
    width: width ?? 0,
    height: height ?? 0,
    boxes: boxes.map(({ id }, i) => ({ id, ...point(graph.node(String(i))) })),
    links: graph.edges().map((edge) => ({
      from: idOf(edge.v),
      to: idOf(edge.w),
      points: (graph.edge(edge)?.points ?? []).map(point),
    })),
  };
}

function point(placed: { readonly x?: number; readonly y?: number } | undefined): MapPoint {
  return { x: placed?.x ?? 0, y: placed?.y ?? 0 };
}
