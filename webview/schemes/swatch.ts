import { type Marker, seriesStyle, seriesVariable } from '../charts/series-style.ts';
import { svg } from '../svg.ts';
import { THEORY } from './toggle.ts';

const WIDTH = 34;
const HEIGHT = 12;
const SIZE = 3.6;

/** A piece of the curve as it is drawn: colour, dashes and marker. */
export function swatch(key: string): SVGElement {
  const middle = HEIGHT / 2;
  const { dash, marker, width } = key === THEORY ? THEORY_STYLE : seriesStyle(key);
  const picture = svg(
    'svg',
    { class: 'swatch', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true' },
    svg('line', { x2: WIDTH, y1: middle, y2: middle, 'stroke-width': width, 'stroke-dasharray': dash.join(' ') }),
    ...(marker === null ? [] : [markerPicture(marker, WIDTH / 2, middle)]),
  );
  if (key !== THEORY) picture.style.setProperty('--series', `var(${seriesVariable(key)})`);
  return picture;
}

const THEORY_STYLE = { dash: [3, 3], marker: null, width: 1 };

function markerPicture({ shape, turn, hollow }: Marker, x: number, y: number): SVGElement {
  const attributes = {
    class: hollow ? 'marker hollow' : 'marker',
    transform: `translate(${x} ${y}) rotate(${turn})`,
  };
  return shape === 'circle'
    ? svg('circle', { ...attributes, r: SIZE })
    : svg('path', { ...attributes, d: OUTLINES[shape] });
}

const OUTLINES: Readonly<Record<Exclude<Marker['shape'], 'circle'>, string>> = {
  square: polygon(4, Math.PI / 4),
  triangle: polygon(3, 0),
  cross: `M0 ${-SIZE}V${SIZE}M${-SIZE} 0H${SIZE}`,
  star: [0, 1, 2].map((i) => spoke((i * Math.PI) / 3)).join(''),
};

function polygon(corners: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, i) => around(turn + (2 * Math.PI * i) / corners));
  return `M${points.join('L')}Z`;
}

function spoke(angle: number): string {
  return `M${around(angle)}L${around(angle + Math.PI)}`;
}

/** A point of the circle, clockwise from the top. */
function around(angle: number): string {
  return `${(SIZE * Math.sin(angle)).toFixed(2)} ${(-SIZE * Math.cos(angle)).toFixed(2)}`;
}
