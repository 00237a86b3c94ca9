import type { Axis } from '../charts/axis.ts';
import { stretches } from '../charts/curves.ts';
import type { ChartContent } from '../charts/propagation-chart.ts';
import { seriesVariable, THEORY_STYLE } from '../charts/series-style.ts';
import { element } from '../dom.ts';
import { svg } from '../svg.ts';

/** Both sides of the picture's own coordinates; it is stretched to the room that there is. */
const SIDE = 100;
/** Pixels between an axis's numbers and the picture. */
const LABEL_GAP = 8;

/** What theory predicts, as a picture; the chart that takes its place has the same axis, in the same room. */
export function predictedChart(name: string, content: ChartContent): HTMLElement {
  const { title, explanation, label } = content;
  return element(
    'figure',
    { class: 'chart' },
    element('figcaption', {}, element('strong', {}, title), ' ', element('span', {}, explanation)),
    element(
      'div',
      { class: 'canvas predicted', role: 'img', 'data-chart': name, 'aria-label': label },
      numbers(content.axis),
      picture(content),
    ),
  );
}

/** Down from the axis's top. */
function height({ min, max }: Axis, place: number): number {
  return (SIDE * (max - place)) / (max - min);
}

function numbers(axis: Axis): SVGElement {
  return svg(
    'svg',
    { class: 'numbers' },
    ...axis.ticks.map(({ at, label }) =>
      svg('text', { x: '100%', y: `${height(axis, at)}%`, dx: -LABEL_GAP, dy: '0.35em', 'text-anchor': 'end' }, label),
    ),
  );
}

function picture({ axis, healthy, curves, layers }: ChartContent): SVGElement {
  const across = (index: number) => (SIDE * index) / Math.max(1, layers.length - 1);
  const y = (value: number) => Math.min(SIDE, Math.max(0, height(axis, axis.place(value))));
  const zone =
    healthy === null
      ? []
      : [svg('rect', { class: 'healthy', width: SIDE, y: y(healthy.high), height: y(healthy.low) - y(healthy.high) })];
  const grid = axis.ticks.map(({ at }) => svg('line', { x2: SIDE, y1: height(axis, at), y2: height(axis, at) }));
  const lines = curves.flatMap(({ scheme, theory }) =>
    stretches(theory).map((stretch) => {
      const points = stretch.map(({ index, value }) => `${across(index)},${y(value)}`).join(' ');
      const line = svg('polyline', { points, 'data-series': scheme, 'stroke-dasharray': THEORY_STYLE.dash.join(' ') });
      line.style.stroke = `var(${seriesVariable(scheme)})`;
      return line;
    }),
  );
  return svg('svg', { viewBox: `0 0 ${SIDE} ${SIDE}`, preserveAspectRatio: 'none' }, ...zone, ...grid, ...lines);
}
