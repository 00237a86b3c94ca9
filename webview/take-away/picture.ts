import * as l10n from '@vscode/l10n';
import { DASHES, readTheme } from '../charts/theme.ts';
import type { Series } from '../series.ts';
import { provenance, type Report } from './report.ts';

/** One chart as it is on the screen. */
export interface ChartPicture {
  readonly title: string;
  readonly canvas: HTMLCanvasElement;
}

/** Sizes in CSS pixels. */
const MARGIN = 20;
const LINE = 20;
const TITLE_SIZE = 15;
const TEXT_SIZE = 12;
const SWATCH = 28;
const GAP = 16;

/**
 * The charts with everything that a picture needs to stand alone: title, verdict, legend, and how the figures came about;
 * in the colours of the editor's theme and the screen's resolution.
 * @returns a PNG in base64.
 */
export function pngOf(report: Report, charts: readonly ChartPicture[]): string {
  const scale = devicePixelRatio;
  const drawn = charts.map(({ title, canvas }) => ({
    title,
    canvas,
    width: canvas.width / scale,
    height: canvas.height / scale,
  }));
  const inner = Math.max(...drawn.map(({ width }) => width));
  const page = document.createElement('canvas');
  const context = page.getContext('2d');
  if (context === null) throw new Error(l10n.t('The browser has no room for a picture of this size.'));
  const { foreground, background, fontFamily } = readTheme();
  const textFont = `${TEXT_SIZE}px ${fontFamily}`;
  context.font = textFont;
  const verdict = wrapped(context, report.verdict, inner);
  const origin = wrapped(context, provenance(report), inner);
  const heights = drawn.map(({ height }) => LINE + height + GAP);
  const height =
    2 * MARGIN + LINE * (verdict.length + origin.length + 2) + GAP + heights.reduce((sum, each) => sum + each, 0);
  page.width = Math.ceil((inner + 2 * MARGIN) * scale);
  page.height = Math.ceil(height * scale);
  context.scale(scale, scale);
  context.fillStyle = background;
  context.fillRect(0, 0, page.width, page.height);
  context.fillStyle = foreground;
  context.textBaseline = 'top';

  let y = MARGIN;
  const line = (text: string, font: string) => {
    context.font = font;
    context.fillText(text, MARGIN, y);
    y += LINE;
  };
  line(`${report.model} · ${report.document}`, `600 ${TITLE_SIZE}px ${fontFamily}`);
  for (const part of verdict) line(part, textFont);
  drawLegend(context, report.series, y);
  y += LINE + GAP / 2;
  for (const { title, canvas, width, height: tall } of drawn) {
    line(title, `600 ${TEXT_SIZE}px ${fontFamily}`);
    context.drawImage(canvas, MARGIN, y, width, tall);
    y += tall + GAP;
  }
  for (const part of origin) line(part, textFont);
  return page.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function drawLegend(context: CanvasRenderingContext2D, series: readonly Series[], y: number): void {
  const theme = readTheme();
  let x = MARGIN;
  for (const { role, label } of series) {
    context.strokeStyle = theme.series[role];
    context.lineWidth = 2;
    context.setLineDash([...DASHES[role]]);
    context.beginPath();
    context.moveTo(x, y + TEXT_SIZE / 2);
    context.lineTo(x + SWATCH, y + TEXT_SIZE / 2);
    context.stroke();
    context.fillText(label, x + SWATCH + 6, y);
    x += SWATCH + 6 + context.measureText(label).width + GAP;
  }
  context.setLineDash([]);
}

/** Lines no wider than the page, broken at spaces. */
function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
