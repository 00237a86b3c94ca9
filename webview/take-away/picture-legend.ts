import { markerPath } from '../charts/marker-path.ts';
import { seriesStyle } from '../charts/series-style.ts';
import type { ChartTheme } from '../charts/theme.ts';
import type { Series } from '../series.ts';

/** Sizes in CSS pixels. */
const SWATCH = 34;
const AFTER_SWATCH = 6;
const GAP = 16;
const MARKER_SIZE = 3.6;

/** Where an entry of the legend stands. */
interface Placed {
  readonly series: Series;
  readonly x: number;
  readonly line: number;
}

/** The curves' names in as many lines as a picture's width takes. */
export class PictureLegend {
  readonly lines: number;
  readonly #context: CanvasRenderingContext2D;
  readonly #placed: readonly Placed[];

  /** @param context with the font that the names are written in. */
  constructor(context: CanvasRenderingContext2D, series: readonly Series[], width: number) {
    this.#context = context;
    const widths = series.map(({ label }) => SWATCH + AFTER_SWATCH + context.measureText(label).width);
    this.#placed = flowed(widths, GAP, width)
      .map((place, i) => ({ ...place, series: series[i] }))
      .flatMap(hasSeries);
    this.lines = 1 + Math.max(0, ...this.#placed.map(({ line }) => line));
  }

  /** @param size of the text, which is written from its top. */
  draw(theme: ChartTheme, left: number, top: number, lineHeight: number, size: number): void {
    const context = this.#context;
    for (const { series, x, line } of this.#placed) {
      const from = left + x;
      const y = top + line * lineHeight;
      this.#drawSwatch(series.scheme, theme, from, y + size / 2);
      context.fillStyle = theme.foreground;
      context.fillText(series.label, from + SWATCH + AFTER_SWATCH, y);
    }
  }

  #drawSwatch(scheme: string, theme: ChartTheme, x: number, y: number): void {
    const context = this.#context;
    const { dash, marker, width } = seriesStyle(scheme);
    context.save();
    context.strokeStyle = theme.colourOf(scheme);
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + SWATCH, y);
    context.stroke();
    context.setLineDash([]);
    context.translate(x + SWATCH / 2, y);
    context.rotate((marker.turn * Math.PI) / 180);
    context.fillStyle = marker.hollow ? theme.background : theme.colourOf(scheme);
    context.lineWidth = 1.5;
    const path = new Path2D(markerPath(marker.shape, MARKER_SIZE));
    context.fill(path);
    context.stroke(path);
    context.restore();
  }
}

function hasSeries<T extends { readonly series: Series | undefined }>(placed: T) {
  const { series } = placed;
  return series === undefined ? [] : [{ ...placed, series }];
}

/** Boxes of these widths from left to right, on the next line where one does not fit any more. */
export function flowed(widths: readonly number[], gap: number, width: number): { x: number; line: number }[] {
  let [x, line] = [0, 0];
  return widths.map((each) => {
    if (x > 0 && x + each > width) [x, line] = [0, line + 1];
    const place = { x, line };
    x += each + gap;
    return place;
  });
}
