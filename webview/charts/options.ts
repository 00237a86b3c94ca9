import * as l10n from '@vscode/l10n';
import type { ChartOptions, TooltipItem } from 'chart.js';
import { color } from 'chart.js/helpers';
import { figure, rangeOf } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import { shorten } from '../shorten.ts';
import type { Axis } from './axis.ts';
import type { Curve } from './curves.ts';
import type { CurveDataset } from './datasets.ts';
import type { ChartTheme } from './theme.ts';

export interface DrawnContent {
  readonly layers: readonly ShownLayer[];
  readonly curves: readonly Curve[];
  readonly axis: Axis;
  readonly withTheory: boolean;
}

const LONGEST_LABEL = 16;
const GRID_SHADE = 0.15;
const FONT_SIZE = 11;
/** How many of the layers' names are measured to find room for them all: each is cut to the same length anyway. */
const MEASURED_LABELS = 24;
/** Pixels by which marks at an edge may stand out. */
const MARK_SIZE = 6;
/** CSS pixels of a chart in which a curve's whole figures find no room: beside a layer in its middle there is half of it. */
const NARROW = 640;
/** With more curves the tooltip would be taller than the chart. */
const MOST_WITH_FOOTER = 5;

/** Nothing moves: curves are replaced several times a second while seeds come in. */
export function chartOptions(
  { layers, axis, curves, withTheory }: DrawnContent,
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
        // Chart.js makes room for the length of a slanted name, not for half its height: the first one was cut off.
        afterFit: (scale) => {
          scale.paddingLeft += (Math.sin((scale.labelRotation * Math.PI) / 180) * FONT_SIZE) / 2;
        },
        ticks: {
          color: theme.foreground,
          font,
          maxRotation: 60,
          sampleSize: MEASURED_LABELS,
          autoSkipPadding: 8,
          // The index that comes along is one among those labels that are looked at.
          callback: (value) => shorten(layers[Number(value)]?.name ?? '', LONGEST_LABEL),
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
        caretPadding: 8,
        callbacks: {
          title: ([item]) => titleOf(layers[item?.dataIndex ?? -1]),
          label: (item) => describe(item, withTheory, item.chart.width < NARROW),
          footer: ([item]) => {
            if (curves.length > MOST_WITH_FOOTER) return [];
            return [layers[item?.dataIndex ?? -1]?.description ?? '', l10n.t('Click to show it in the editor')];
          },
        },
      },
    },
  };
}

function titleOf(layer: ShownLayer | undefined): string {
  if (layer === undefined) return '';
  return layer.line === null ? layer.name : l10n.t('{0}, line {1}', layer.name, layer.line);
}

/** A curve's figures at one layer: median, middle 90%, and what theory says. */
function describe({ dataset, dataIndex }: TooltipItem<'line'>, withTheory: boolean, isNarrow: boolean): string {
  if (!isCurveDataset(dataset)) return '';
  const { label, points, theory } = dataset.curve;
  const point = points[dataIndex] ?? null;
  const predicted = theory[dataIndex] ?? null;
  if (point === null) return predicted === null ? '' : l10n.t('{0}, predicted: {1}', label, figure(predicted));
  const median = figure(point.median);
  if (isNarrow) return l10n.t('{0}: {1}', label, median);
  const band = point.low === point.high ? null : rangeOf(point.low, point.high);
  const theorys = predicted === null || !withTheory ? null : figure(predicted);
  if (theorys === null) {
    return band === null
      ? l10n.t('{0}: {1}', label, median)
      : l10n.t('{0}: {1} (middle 90%: {2})', label, median, band);
  }
  return band === null
    ? l10n.t('{0}: {1}, theory {2}', label, median, theorys)
    : l10n.t('{0}: {1} (middle 90%: {2}), theory {3}', label, median, band, theorys);
}

function isCurveDataset(dataset: object): dataset is CurveDataset {
  return 'curve' in dataset;
}
