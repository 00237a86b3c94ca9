import type { Marker } from './series-style.ts';

/** An SVG path of a marker around the origin, not turned yet; `size` is half of its width. */
export function markerPath(shape: Marker['shape'], size: number): string {
  switch (shape) {
    case 'circle':
      return ['M', size, 0, ...arc(size, -size), ...arc(size, size), 'Z'].join(' ');
    case 'square':
      return polygon(4, Math.PI / 4, size);
    case 'triangle':
      return polygon(3, 0, size);
    case 'cross':
      return spokes(2, size);
    case 'star':
      return spokes(3, size);
  }
}

/** Half of the circle, to the point (x, 0). */
function arc(size: number, x: number): (string | number)[] {
  return ['A', size, size, 0, 1, 1, x, 0];
}

function polygon(corners: number, turn: number, size: number): string {
  const points = Array.from({ length: corners }, (_, i) => around(turn + (2 * Math.PI * i) / corners, size));
  return line(points).concat('Z');
}

function spokes(count: number, size: number): string {
  return Array.from({ length: count }, (_, i) => {
    const angle = (Math.PI * i) / count;
    return line([around(angle, size), around(angle + Math.PI, size)]);
  }).join('');
}

/** A point of the circle, clockwise from the top. */
function around(angle: number, size: number): string {
  return `${(size * Math.sin(angle)).toFixed(2)} ${(-size * Math.cos(angle)).toFixed(2)}`;
}

function line(points: readonly string[]): string {
  return 'M'.concat(points.join('L'));
}
