import { rememberedPrediction } from '../advice/remembered-prediction.ts';
import { hasKernel } from '../advice/structure.ts';
import { PREDICTED_LAYERS } from '../advice/thresholds.ts';
import type { Analysis } from '../analyser.ts';
import { allLayers, type LayerId, type ModelGraph } from '../model/graph.ts';
import { applyScheme } from '../model/scheme.ts';

/** Colours as CSS has them. */
export interface ChartColours {
  readonly text: string;
  /** Of the model as it is, of the recommended initialisers, and of the zone in between which a signal is healthy. */
  readonly current: string;
  readonly recommended: string;
  readonly zone: string;
}

const WIDTH = 320;
const HEIGHT = 84;
/** Room for the axis's numbers, and around the rest. */
const [LEFT, MARGIN] = [44, 10];
/** Decades that the axis shows at least, and at most, either way of 1. */
const [LEAST_DECADES, MOST_DECADES] = [2, 16];

/**
 * E[a²] behind every layer with a kernel, on a logarithmic axis, as an SVG image: by mean-field theory, as the model is
 * and with the recommended initialisers, the layer marked. It holds no text of the file.
 * @returns null where there are fewer than two such layers, or too many to be predicted.
 */
export function signalChart(
  analysis: Analysis,
  graph: ModelGraph,
  layer: LayerId,
  colours: ChartColours,
): string | null {
  const drawn = graph.layers.filter(hasKernel);
  if (graph.kind === 'loose' || drawn.length < 2 || graph.layers.length > PREDICTED_LAYERS) return null;
  const current = decades(
    graph,
    drawn.map(({ id }) => id),
  );
  const scheme = analysis.scheme(graph, 'recommended');
  const recommended =
    scheme === null
      ? []
      : decades(
          applyScheme(graph, scheme),
          drawn.map(({ id }) => id),
        );
  const marked = drawn.findIndex((one) => allLayers({ layers: [one] }).some(({ id }) => id === layer));
  const reach = axisReach([...current, ...recommended]);
  const x = (index: number) => LEFT + ((WIDTH - LEFT - MARGIN) * index) / (drawn.length - 1);
  const y = (decade: number) => HEIGHT / 2 - (clamp(decade, reach) / reach) * (HEIGHT / 2 - MARGIN);
  const line = (values: readonly number[]) => values.map((decade, i) => `${round(x(i))},${round(y(decade))}`).join(' ');
  const label = (decade: number) =>
    `<text x="${LEFT - 6}" y="${round(y(decade) + 4)}" text-anchor="end">${decade === 0 ? '1' : `1e${decade}`}</text>`;
  const at = current[marked];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" fill="${colours.text}">`,
    `<rect x="${LEFT}" y="${round(y(1))}" width="${WIDTH - LEFT - MARGIN}" height="${round(y(-1) - y(1))}" fill="${colours.zone}"/>`,
    [reach, 0, -reach].map(label).join(''),
    `<polyline points="${line(recommended)}" fill="none" stroke="${colours.recommended}" stroke-width="1.5" stroke-dasharray="4 3"/>`,
    `<polyline points="${line(current)}" fill="none" stroke="${colours.current}" stroke-width="2"/>`,
    at === undefined
      ? ''
      : `<circle cx="${round(x(marked))}" cy="${round(y(at))}" r="4" fill="${colours.current}" stroke="${colours.text}"/>`,
    '</svg>',
  ].join('');
}

/** log10 E[a²]; a signal of 0 lies below any axis. */
function decades(graph: ModelGraph, ids: readonly LayerId[]): number[] {
  const byId = new Map(rememberedPrediction(graph).map((one) => [one.id, one.forward.secondMoment]));
  return ids.map((id) => Math.log10(byId.get(id) ?? Number.NaN)).map((decade) => (Number.isNaN(decade) ? 0 : decade));
}

function axisReach(values: readonly number[]): number {
  const farthest = Math.max(...values.filter(Number.isFinite).map(Math.abs), 0);
  return Math.min(MOST_DECADES, Math.max(LEAST_DECADES, Math.ceil(farthest)));
}

function clamp(value: number, reach: number): number {
  return Math.min(reach, Math.max(-reach, value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
