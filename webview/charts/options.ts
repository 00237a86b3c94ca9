import * as l10n from '@vscode/l10n';
import type { ChartOptions, TooltipItem } from 'chart.js';
import { color } from 'chart.js/helpers';
import { figure, rangeOf } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import { shorten } from '../shorten.ts';
import type { Axis } from './axis.ts';
import type { CurveDataset } from './datasets.ts';
import type { ChartTheme } from './theme.ts';

const LONGEST_LABEL = 16;
const GRID_SHADE = 0.15;
const FONT_SIZE = 11;
/** Pixels by which marks at an edge may stand out. */
const MARK_SIZE = 6;

/** Nothing moves: curves are replaced several times a second while seeds come in. */
export function chartOptions(
  layers: readonly ShownLayer[],
  axis: Axis,
  theme: ChartTheme,
  onHover: (layer: ShownLayer | null) => void,
): ChartOptions<'line'> {
  const font = { family: theme.fontFamily, size: FONT_SIZE };
  const grid = { color: color(theme.foreground).alpha(GRID_SHADE).rgbString() };
  const labels = new Map(axis.ticks.map(({ at, label }) => [at, label]));
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    clip: MARK_SIZE,
    interaction: { mode: 'index', intersect: false },
    onHover: ({ native }, elements) => {
      if (native?.target instanceof HTMLElement) native.target.classList.toggle('on-layer', elements.length > 0);
      onHover(layers[elements[0]?.index ?? -1] ?? null);
    },
    scales: {
      x: {
        grid: { display: false },
        border: { color: theme.lines },
        ticks: {
          color: theme.foreground,
          font,
          maxRotation: 60,
          autoSkipPadding: 8,
          callback: (_, index) => shorten(layers[index]?.name ?? '', LONGEST_LABEL),
        },
      },
      y: {
        min: axis.min,
        max: axis.max,
        grid,
        border: { display: false },
        afterBuildTicks: (scale) => {
          scale.ticks = axis.ticks.map(({ at }) => ({ value: at }));
        },
        ticks: {
          color: theme.foreground,
          font,
          autoSkip: false,
          callback: (value) => labels.get(Number(value)) ?? '',
        },
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
        footerColor: theme.tooltip.foreground,
        titleFont: font,
        bodyFont: font,
        footerFont: { ...font, weight: 'normal' },
        usePointStyle: true,
        filter: ({ dataset }) => part(dataset) === 'median' || part(dataset) === 'theory',
        callbacks: {
          title: ([item]) => titleOf(layers[item?.dataIndex ?? -1]),
          label: (item) => describe(item),
          footer: ([item]) => [
            layers[item?.dataIndex ?? -1]?.description ?? '',
            l10n.t('Click to show it in the editor'),
          ],
        },
      },
    },
  };
}

function titleOf(layer: ShownLayer | undefined): string {
  if (layer === undefined) return '';
  return layer.line === null ? layer.name : l10n.t('{0}, line {1}', layer.name, layer.line);
}

function describe({ dataset, dataIndex }: TooltipItem<'line'>): string {
  if (!isCurveDataset(dataset)) return '';
  const { curve } = dataset;
  if (dataset.part === 'theory') {
    return l10n.t('{0}, predicted: {1}', curve.label, figure(curve.theory[dataIndex] ?? Number.NaN));
  }
  const point = curve.points[dataIndex];
  if (point === undefined || point === null) return '';
  return point.low === point.high
    ? l10n.t('{0}: {1}', curve.label, figure(point.median))
    : l10n.t('{0}: {1} (middle 90%: {2})', curve.label, figure(point.median), rangeOf(point.low, point.high));
}

function part(dataset: object): CurveDataset['part'] | null {
  return isCurveDataset(dataset) ? dataset.part : null;
}

function isCurveDataset(dataset: object): dataset is CurveDataset {
  return 'curve' in dataset && 'part' in dataset;
}
