import type { Unknown } from '../src/model/graph.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import { Assumptions } from './assumptions.ts';
import { curve } from './charts/curves.ts';
import { PropagationChart } from './charts/propagation-chart.ts';
import { onThemeChange } from './charts/theme.ts';
import { element, setText } from './dom.ts';
import { FiguresTable } from './figures-table.ts';
import type { ShownLayer } from './layers.ts';
import { Legend, type LegendKey } from './legend.ts';
import { type Note, noteElements } from './notes.ts';
import type { Direction, Series } from './series.ts';
import { type Status, StatusLine } from './status-line.ts';
import { Toolbar, type ToolbarContent, type ToolbarEvents, whyNothing } from './toolbar.ts';
import { HEALTHY_FACTOR } from './verdict.ts';

/** A model with its figures. */
export interface ModelContent {
  readonly verdict: string;
  readonly toolbar: ToolbarContent;
  /** Numbers that the file does not tell. */
  readonly unknowns: readonly Unknown[];
  readonly layers: readonly ShownLayer[];
  readonly series: readonly Series[];
  /** The gradient's second moment that the healthy zone lies around; null if there is none to compare with. */
  readonly gradientReference: number | null;
  /** Who computed the simulated figures; null as long as there are none. */
  readonly kernels: Kernels | null;
  /** The figures are of an earlier version of the file or of other settings. */
  readonly isStale: boolean;
  readonly status: Status;
  readonly notes: readonly Note[];
}

export interface ViewEvents extends ToolbarEvents {
  /** The user gives a number for an unknown of the model. */
  onAssume(name: string, value: number): void;
  onLayer(layer: ShownLayer): void;
}

/** The whole page. Text from the file goes in as text only. */
export class View {
  readonly #document = element('p', { class: 'document' });
  readonly #banner = element('p', { class: 'banner', role: 'status' });
  readonly #empty = element('section', { class: 'empty' });
  readonly #verdict = element('p', { class: 'verdict' });
  readonly #hint = element('p', { class: 'hint' });
  readonly #notes = element('div', { class: 'notes' });
  readonly #status = new StatusLine();
  readonly #toolbar: Toolbar;
  readonly #assumptions: Assumptions;
  readonly #charts: Readonly<Record<Direction, PropagationChart>>;
  readonly #legend: Legend;
  readonly #table: FiguresTable;
  readonly #model: HTMLElement;
  readonly #hidden = new Set<LegendKey>();
  #content: ModelContent | null = null;

  constructor(parent: HTMLElement, events: ViewEvents) {
    const onLayer = (layer: ShownLayer) => events.onLayer(layer);
    this.#toolbar = new Toolbar(events);
    this.#assumptions = new Assumptions((name, value) => events.onAssume(name, value));
    this.#charts = {
      forward: new PropagationChart(
        'forward',
        'Signal, forward',
        'E[a²] of each layer’s output; the input has 1',
        onLayer,
      ),
      backward: new PropagationChart(
        'backward',
        'Gradient, backward',
        'E[g²] at each layer’s output; the loss sends 1',
        onLayer,
      ),
    };
    this.#legend = new Legend((key) => this.#toggle(key));
    this.#table = new FiguresTable(onLayer);
    const charts = element('div', { class: 'charts' }, this.#charts.forward.element, this.#charts.backward.element);
    this.#model = element(
      'div',
      { class: 'model' },
      this.#verdict,
      this.#toolbar.element,
      this.#assumptions.element,
      this.#hint,
      this.#status.element,
      this.#legend.element,
      charts,
      this.#table.element,
      this.#notes,
    );
    const heading = element('h1', {}, 'Signal propagation');
    parent.append(
      element('main', {}, element('header', {}, heading, this.#document), this.#banner, this.#empty, this.#model),
    );
    onThemeChange(() => {
      for (const chart of Object.values(this.#charts)) chart.recolour();
    });
    this.showBanner(null);
    this.showEmpty('Reading the file…', []);
  }

  showDocument(name: string): void {
    setText(this.#document, name);
  }

  /** A sentence above everything else; null for none. */
  showBanner(text: string | null): void {
    setText(this.#banner, text ?? '');
    this.#banner.hidden = text === null;
  }

  /** Nothing to draw: says what to do. */
  showEmpty(text: string, notes: readonly Note[]): void {
    this.#empty.hidden = false;
    this.#model.hidden = true;
    this.#content = null;
    this.#empty.replaceChildren(element('p', {}, text), ...noteElements(notes));
  }

  showNoModel(leftOut: readonly string[]): void {
    this.showEmpty(
      'No model was found in this file. Write one with tf.sequential or tf.model, or open a file that holds one.',
      leftOut.length === 0 ? [] : [{ heading: 'Left out', sentences: leftOut }],
    );
  }

  showModel(content: ModelContent): void {
    const before = this.#content;
    this.#content = content;
    this.#empty.hidden = true;
    this.#model.hidden = false;
    setText(this.#verdict, content.verdict);
    this.#toolbar.show(content.toolbar);
    this.#assumptions.show(content.unknowns);
    setText(this.#hint, applyHint(content.toolbar));
    this.#status.show(content.status);
    if (before !== null && sameFigures(before, content)) return;
    this.#notes.replaceChildren(...noteElements(content.notes));
    this.#table.show(content.layers, content.series, content.kernels);
    this.#draw(content);
  }

  #toggle(key: LegendKey): void {
    if (!this.#hidden.delete(key)) this.#hidden.add(key);
    if (this.#content !== null) this.#draw(this.#content);
  }

  #draw({ layers, series, gradientReference, isStale, verdict }: ModelContent): void {
    const visible = series.filter(({ role }) => !this.#hidden.has(role));
    const shared = { layers, withTheory: !this.#hidden.has('theory'), healthyFactor: HEALTHY_FACTOR };
    const draw = (direction: Direction, healthyAround: number | null, what: string) => {
      const curves = visible.map((each) => curve(each, layers, direction));
      const label = `${what} over ${layers.length} layers. ${verdict} The table below has the figures.`;
      this.#charts[direction].show({ ...shared, curves, healthyAround, label });
      this.#charts[direction].element.classList.toggle('stale', isStale);
    };
    draw('forward', 1, 'Second moment of the signal');
    draw('backward', gradientReference, 'Second moment of the gradient');
    this.#legend.show(series, this.#hidden);
  }
}

/** Most reports from a run bring progress only: what is selected or focused stays. */
function sameFigures(a: ModelContent, b: ModelContent): boolean {
  return (
    a.layers === b.layers &&
    a.isStale === b.isStale &&
    a.kernels === b.kernels &&
    a.series.length === b.series.length &&
    a.series.every((series, i) => {
      const other = b.series[i];
      return series.simulated === other?.simulated && series.predicted === other.predicted;
    })
  );
}

const MOST_LISTED = 3;

function applyHint({ recommendations, elsewhere }: ToolbarContent): string {
  if (recommendations.length === 0) return `Nothing to apply here. ${whyNothing(elsewhere)}`;
  const more = recommendations.length - MOST_LISTED;
  const listed = recommendations.slice(0, MOST_LISTED).join('; ');
  const others = elsewhere.length === 0 ? '' : ` Others are written in ${elsewhere.join(', ')}.`;
  return `To apply: ${listed}${more > 0 ? `; and ${more} more` : ''}.${others}`;
}
