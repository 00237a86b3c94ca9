import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import type { LayerId } from '../../src/model/graph.ts';
import { element, setText } from '../dom.ts';
import type { ShownLayer } from '../layers.ts';
import type { ChartPicture } from '../take-away/picture.ts';
import type { Drawing } from '../turns.ts';
import type { Axis } from './axis.ts';
import { backdrop } from './backdrop.ts';
import { cursorStripes } from './cursor-stripes.ts';
import type { Curve } from './curves.ts';
import { curveDataset } from './datasets.ts';
import { healthyZone, type Zone } from './healthy-zone.ts';
import { logAxis } from './log-axis.ts';
import { chartOptions } from './options.ts';
import { referenceDataset } from './reference-curve.ts';
import { readTheme } from './theme.ts';

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

export interface ChartContent {
  readonly title: string;
  readonly explanation: string;
  readonly layers: readonly ShownLayer[];
  readonly curves: readonly Curve[];
  readonly withTheory: boolean;
  /** Of the file as it is, where a change of it is shown; else null. */
  readonly reference: Curve | null;
  readonly axis: Axis;
  /** Values between which a layer is healthy; null for none. */
  readonly healthy: Zone | null;
  /** What the chart shows, in a sentence, for those who do not see it. */
  readonly label: string;
}

export interface ChartEvents {
  onLayer(layer: ShownLayer): void;
  /** The layer under the pointer; null when it leaves. */
  onHover(layer: ShownLayer | null): void;
}

/** One chart over the layers, with its caption. */
export class PropagationChart {
  readonly element: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #chart: Chart<'line', (number | null)[], string>;
  #content: ChartContent | null = null;
  #axis: Axis = logAxis([], 1);
  #zone: Zone | null = null;
  #atCursor: ReadonlySet<LayerId> = new Set();
  #theme = readTheme();

  readonly #events: ChartEvents;
  readonly #title = element('strong');
  readonly #explanation = element('span');

  /**
   * @param name for tests.
   * @param controls stand in the caption.
   */
  constructor(name: string, events: ChartEvents, ...controls: readonly HTMLElement[]) {
    this.#events = events;
    this.#canvas = element('canvas', { role: 'img', 'data-chart': name });
    this.element = element(
      'figure',
      { class: 'chart' },
      element('figcaption', {}, this.#title, ' ', this.#explanation, ...controls),
      element('div', { class: 'canvas' }, this.#canvas),
    );
    this.#chart = new Chart<'line', (number | null)[], string>(this.#canvas, {
      type: 'line',
      data: { labels: [], datasets: [] },
      // As later, since its size is asked for before it is drawn first.
      options: { animation: false, maintainAspectRatio: false },
      plugins: [
        healthyZone(() => ({ zone: this.#zone, theme: this.#theme })),
        backdrop(() => (this.#content === null ? null : { ...this.#content, theme: this.#theme })),
        cursorStripes(() => ({ layers: this.#stripes, color: this.#theme.foreground })),
      ],
    });
    this.#canvas.addEventListener('click', (event) => {
      const [nearest] = this.#chart.getElementsAtEventForMode(event, 'index', { intersect: false }, false);
      const layer = nearest === undefined ? undefined : this.#content?.layers[nearest.index];
      if (layer !== undefined) events.onLayer(layer);
    });
    this.#canvas.addEventListener('pointerleave', () => events.onHover(null));
  }

  /**
   * What takes long before the first curves, so that they come in a task of their own: a canvas that just came into sight has no
   * size as yet, and axes are laid out with code that has never run.
   */
  *prepare(content: ChartContent): Drawing {
    const isSized = this.#chart.width > 0;
    if (this.#content === null) this.#chart.options = chartOptions(content, this.#theme, this.#events.onHover);
    // To size a chart lays its axes out too.
    if (!isSized) this.#chart.resize();
    else if (this.#content === null) this.#chart.update('none');
    yield;
  }

  show(content: ChartContent): void {
    this.#content = content;
    setText(this.#title, content.title);
    setText(this.#explanation, content.explanation);
    const { axis, healthy } = content;
    this.#axis = axis;
    this.#zone = healthy === null ? null : { low: axis.place(healthy.low), high: axis.place(healthy.high) };
    this.#canvas.setAttribute('aria-label', content.label);
    this.#draw();
  }

  /** The chart as it is now, without what the pointer shows. */
  picture(): ChartPicture {
    const atCursor = this.#atCursor;
    this.#atCursor = new Set();
    this.highlight(null);
    requestAnimationFrame(() => this.showCursor(atCursor));
    return { title: `${this.#title.textContent}: ${this.#explanation.textContent}`, canvas: this.#canvas };
  }

  /** Shows the layer's figures as if the pointer were on it; null for none. */
  highlight(id: LayerId | null): void {
    const index = this.#content?.layers.findIndex((layer) => layer.id === id) ?? -1;
    const active = index === -1 ? [] : this.#chart.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index }));
    this.#chart.setActiveElements(active);
    this.#chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    this.#chart.draw();
  }

  /** Marks the layers that the editor's cursor is on. */
  showCursor(layers: ReadonlySet<LayerId>): void {
    this.#atCursor = layers;
    this.#canvas.dataset.cursor = [...layers].join(' ');
    this.#chart.draw();
  }

  /** Indices of the marked layers. */
  get #stripes(): number[] {
    return (this.#content?.layers ?? []).flatMap(({ id }, i) => (this.#atCursor.has(id) ? [i] : []));
  }

  /** Draws again in the theme's colours as they are now. */
  recolour(): void {
    this.#theme = readTheme();
    this.#draw();
  }

  #draw(): void {
    const content = this.#content;
    if (content === null) return;
    const { layers, curves, reference } = content;
    this.#chart.options = chartOptions(content, this.#theme, this.#events.onHover);
    this.#chart.data = {
      labels: layers.map(({ name }) => name),
      datasets: [
        ...curves.map((curve, i) => curveDataset(curve, i, this.#axis, this.#theme)),
        ...(reference === null ? [] : [referenceDataset(reference, this.#axis, this.#theme)]),
      ],
    };
    this.#chart.update('none');
  }
}
