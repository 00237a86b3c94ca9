import type { Axis } from '../charts/axis.ts';
import { stretches } from '../charts/curves.ts';
import type { ChartContent } from '../charts/propagation-chart.ts';
import { seriesVariable, THEORY_STYLE } from '../charts/series-style.ts';
import { type Markup, tag } from './markup.ts';

/** Both sides of the picture's own coordinates; it is stretched to the room that there is. */
const SIDE = 100;
/** Pixels between an axis's numbers and the picture. */
const LABEL_GAP = 8;
const DIGITS = 2;

/** What theory predicts, as a picture; the chart that takes its place has the same axis, in the same room. */
export function predictedChart(name: string, content: ChartContent): Markup {
  const { title, explanation, label } = content;
  return tag(
    'figure',
    { class: 'chart' },
    tag('figcaption', {}, tag('strong', {}, title), ' ', tag('span', {}, explanation)),
    tag(
      'div',
      { class: 'canvas' },
      tag(
        'div',
        { class: 'predicted', role: 'img', 'data-chart': name, 'aria-label': label },
        numbers(content.axis),
        picture(content),
      ),
    ),
  );
}

/** Down from the axis's top. */
function height({ min, max }: Axis, place: number): string {
  return ((SIDE * (max - place)) / (max - min)).toFixed(DIGITS);
}

function numbers(axis: Axis): Markup {
  return tag(
    'svg',
    {},
    ...axis.ticks.map(({ at, label }) =>
      tag('text', { x: '100%', y: `${height(axis, at)}%`, dx: -LABEL_GAP, dy: '0.35em', 'text-anchor': 'end' }, label),
    ),
  );
}

function picture({ axis, healthy, curves, layers }: ChartContent): Markup {
  const across = (index: number) => ((SIDE * index) / Math.max(1, layers.length - 1)).toFixed(DIGITS);
  const y = (value: number) => height(axis, Math.min(axis.max, Math.max(axis.min, axis.place(value))));
  const zone =
    healthy === null
      ? []
      : [
          tag('rect', {
            class: 'healthy',
            width: SIDE,
            y: y(healthy.high),
            height: Number(y(healthy.low)) - Number(y(healthy.high)),
          }),
        ];
  const grid = axis.ticks.map(({ at }) => tag('line', { x2: SIDE, y1: height(axis, at), y2: height(axis, at) }));
  const lines = curves.flatMap(({ scheme, theory }) =>
    stretches(theory).map((stretch) =>
      tag('polyline', {
        points: stretch.map(({ index, value }) => `${across(index)},${y(value)}`).join(' '),
        'data-series': scheme,
        stroke: `var(${seriesVariable(scheme)})`,
        'stroke-dasharray': THEORY_STYLE.dash.join(' '),
      }),
    ),
  );
  return tag('svg', { viewBox: `0 0 ${SIDE} ${SIDE}`, preserveAspectRatio: 'none' }, ...zone, ...grid, ...lines);
}
