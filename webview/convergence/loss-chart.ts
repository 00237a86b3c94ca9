import * as l10n from '@vscode/l10n';
import {
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { color } from 'chart.js/helpers';
import type { Axis } from '../charts/axis.ts';
import { type ChartTheme, readTheme } from '../charts/theme.ts';
import { element } from '../dom.ts';
import { figure } from '../figures.ts';
import type { ChartPicture } from '../take-away/picture.ts';
import { lossAxis } from './loss-axis.ts';
import type { LossPoint } from './loss-curve.ts';
import { strokeOf } from './palette.ts';

Chart.register(Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** One choice's curve. */
export interface LossCurve {
  readonly scheme: string;
  readonly label: string;
  readonly points: readonly LossPoint[];
}

export interface LossChartContent {
  readonly curves: readonly LossCurve[];
  /** The loss of an answer that ignores the input; null before it is known. */
  readonly chance: number | null;
  /** Where the horizontal axis ends. */
  readonly steps: number;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

type Place = { readonly x: number; readonly y: number };
type Data = ChartDataset<'line', Place[]> & { readonly said?: LossCurve };

const FONT_SIZE = 11;
const BAND_SHADE = 0.16;
const GRID_SHADE = 0.15;

/** The losses of all choices over the steps. */
export class LossChart {
  readonly element: HTMLElement;
  readonly #canvas = element('canvas', { role: 'img', 'data-chart': 'losses' });
  readonly #chart: Chart<'line', Place[]>;
  #content: LossChartContent = { curves: [], chance: null, steps: 1, label: '' };

  constructor() {
    this.element = element('div', { class: 'canvas' }, this.#canvas);
    this.#chart = new Chart<'line', Place[]>(this.#canvas, { type: 'line', data: { datasets: [] } });
  }

  show(content: LossChartContent): void {
    this.#content = content;
    this.#canvas.setAttribute('aria-label', content.label);
    this.redraw();
  }

  /** In the theme's colours as they are now. */
  redraw(): void {
    const { curves, chance, steps } = this.#content;
    const theme = readTheme();
    const all = curves.flatMap(({ points }) => points.flatMap(({ median, low, high }) => [median, low, high]));
    const axis = lossAxis(chance === null ? all : [...all, chance]);
    this.#chart.options = options(axis, theme, steps);
    this.#chart.data = {
      datasets: [
        ...curves.flatMap((curve) => datasets(curve, axis)),
        ...(chance === null ? [] : [chanceLine(chance, axis, theme, steps)]),
      ],
    };
    this.#chart.update('none');
  }

  /** The chart as it is now; none where nothing has been trained. */
  pictures(): ChartPicture[] {
    const title = l10n.t('Convergence: loss over {0} steps of training', this.#content.steps);
    return this.#content.curves.length === 0 ? [] : [{ title, canvas: this.#canvas }];
  }
}

const UNMARKED = { pointRadius: 0, pointHitRadius: 0, parsing: false } as const;

function datasets(curve: LossCurve, axis: Axis): Data[] {
  const { colour, dash } = strokeOf(curve.scheme);
  const places = (value: (point: LossPoint) => number) =>
    curve.points.map((point) => ({ x: point.step, y: axis.place(value(point)) }));
  const hasBand = curve.points.some(({ low, high }) => low !== high);
  const edge = { ...UNMARKED, borderWidth: 0, pointHoverRadius: 0 };
  const band: Data[] = hasBand
    ? [
        { ...edge, data: places(({ low }) => low), fill: false },
        {
          ...edge,
          data: places(({ high }) => high),
          fill: '-1',
          backgroundColor: color(colour).alpha(BAND_SHADE).rgbString(),
        },
      ]
    : [];
  const last = curve.points.length - 1;
  const line: Data = {
    ...UNMARKED,
    said: curve,
    data: places(({ median }) => median),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    borderDash: [...dash],
    fill: false,
    // Where a training has ended as no number, a mark stays in sight.
    pointRadius: curve.points.map(({ median }, i) => (i === last && axis.isApart(median) ? 4 : 0)),
    pointHoverRadius: 4,
  };
  return [...band, line];
}

function chanceLine(chance: number, axis: Axis, theme: ChartTheme, steps: number): Data {
  const y = axis.place(chance);
  return {
    ...UNMARKED,
    data: [
      { x: 0, y },
      { x: steps, y },
    ],
    borderColor: theme.foreground,
    borderWidth: 1,
    borderDash: [1, 4],
    pointHoverRadius: 0,
    fill: false,
  };
}

function options(axis: Axis, theme: ChartTheme, steps: number): Chart<'line', Place[]>['options'] {
  const font = { family: theme.fontFamily, size: FONT_SIZE };
  const labels = new Map(axis.ticks.map(({ at, label }) => [at, label]));
  const title = (text: string) => ({ display: true, text, color: theme.foreground, font });
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: {
      x: {
        type: 'linear',
        min: 0,
        max: steps,
        title: title(l10n.t('Step')),
        grid: { display: false },
        border: { color: theme.lines },
        ticks: { color: theme.foreground, font, maxRotation: 0, autoSkipPadding: 16 },
      },
      y: {
        type: 'linear',
        min: axis.min,
        max: axis.max,
        title: title(l10n.t('Loss')),
        grid: { color: color(theme.foreground).alpha(GRID_SHADE).rgbString() },
        border: { display: false },
        afterBuildTicks: (scale) => {
          scale.ticks = axis.ticks.map(({ at }) => ({ value: at }));
        },
        ticks: { color: theme.foreground, font, autoSkip: false, callback: (value) => labels.get(Number(value)) ?? '' },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        backgroundColor: theme.tooltip.background,
        borderColor: theme.tooltip.border,
        borderWidth: 1,
        titleColor: theme.tooltip.foreground,
        bodyColor: theme.tooltip.foreground,
        titleFont: font,
        bodyFont: font,
        filter: ({ dataset }) => curveOf(dataset) !== null,
        callbacks: {
          title: ([item]) => l10n.t('Step {0}', item?.parsed.x ?? 0),
          label: ({ dataset, dataIndex }) => describe(curveOf(dataset), dataIndex),
        },
      },
    },
  };
}

function describe(curve: LossCurve | null, index: number): string {
  const point = curve?.points[index];
  if (curve === null || point === undefined) return '';
  if (point.low === point.high) return l10n.t('{0}: {1}', curve.label, figure(point.median));
  return l10n.t(
    '{0}: {1} (seeds: {2} to {3})',
    curve.label,
    figure(point.median),
    figure(point.low),
    figure(point.high),
  );
}

function curveOf(dataset: object): LossCurve | null {
  return isSaid(dataset) ? dataset.said : null;
}

function isSaid(dataset: object): dataset is { readonly said: LossCurve } {
  return 'said' in dataset && dataset.said !== undefined;
}
