import { markerPath } from '../charts/marker-path.ts';
import { type Marker, seriesStyle, seriesVariable, THEORY_STYLE } from '../charts/series-style.ts';
import { svg } from '../svg.ts';
import { THEORY } from './toggle.ts';

const WIDTH = 34;
const HEIGHT = 12;
const MARKER_SIZE = 3.6;

/** A piece of the curve as it is drawn: colour, dashes and marker. @param key a scheme's id, or `THEORY`. */
export function swatch(key: string): SVGElement {
  const middle = HEIGHT / 2;
  const { dash, marker, width } = key === THEORY ? { ...THEORY_STYLE, marker: null } : seriesStyle(key);
  const picture = svg(
    'svg',
    { class: 'swatch', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' },
    svg('line', { x2: WIDTH, y1: middle, y2: middle, 'stroke-width': width, 'stroke-dasharray': dash.join(' ') }),
    ...(marker === null ? [] : [markerPicture(marker, WIDTH / 2, middle)]),
  );
  if (key !== THEORY) picture.style.setProperty('--series', `var(${seriesVariable(key)})`);
  return picture;
}

function markerPicture({ shape, turn, hollow }: Marker, x: number, y: number): SVGElement {
  return svg('path', {
    class: 'marker',
    'data-filled': String(!hollow),
    transform: `translate(${x} ${y}) rotate(${turn})`,
    d: markerPath(shape, MARKER_SIZE),
  });
}
