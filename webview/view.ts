import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph, Unknown } from '../src/model/graph.ts';
import type { WeightSheet } from '../src/protocol.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import { Assumptions } from './assumptions.ts';
import { Charts } from './charts/charts.ts';
import { element, setText } from './dom.ts';
import { FiguresTable } from './figures-table.ts';
import { listOfAll } from './language.ts';
import { allShown, type ShownLayer } from './layers.ts';
import { Legend, type LegendKey } from './legend.ts';
import type { Health } from './map/health.ts';
import { type DetailsContent, LayerDetails } from './map/layer-details.ts';
import { type MapEvents, ModelMap } from './map/model-map.ts';
import { type Note, noteElements } from './notes.ts';
import type { Series } from './series.ts';
import { type Status, StatusLine } from './status-line.ts';
import type { ChartPicture } from './take-away/picture.ts';
import { type TakeAway, TakeAwayRow } from './take-away/take-away.ts';
import { Toolbar, type ToolbarContent, type ToolbarEvents, whyNothing } from './toolbar.ts';

/** A model with its figures. */
export interface ModelContent {
  readonly verdict: string;
  readonly toolbar: ToolbarContent;
  readonly graph: ModelGraph;
  /** 1-based line of each layer's call. */
  readonly lines: Readonly<Record<LayerId, number>>;
  /** How each layer fares under the file's own initialisers. */
  readonly health: ReadonlyMap<LayerId, Health>;
  /** The layer whose numbers are shown; null for none. */
  readonly selected: LayerId | null;
  /** Of the selected layer; null until the extension has told. */
  readonly weights: readonly WeightSheet[] | null;
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

export interface ViewEvents extends ToolbarEvents, Pick<MapEvents, 'layOut'> {
  /** Resolves to what to say about it. */
  onTake(what: TakeAway, picture: () => readonly ChartPicture[]): Promise<string>;
  /** Null closes what is shown of the selected layer. */
  onSelect(layer: LayerId | null): void;
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
  readonly #charts: Charts;
  readonly #legend: Legend;
  readonly #map: ModelMap;
  readonly #details: LayerDetails;
  readonly #table: FiguresTable;
  readonly #model: HTMLElement;
  readonly #hidden = new Set<LegendKey>();
  #content: ModelContent | null = null;
  #highlighted: LayerId | null = null;

  constructor(parent: HTMLElement, events: ViewEvents) {
    const onLayer = (layer: ShownLayer) => events.onLayer(layer);
    this.#toolbar = new Toolbar(events);
    this.#assumptions = new Assumptions((name, value) => events.onAssume(name, value));
    this.#charts = new Charts({
      onLayer: (layer) => {
        events.onSelect(layer.id);
        events.onLayer(layer);
      },
      onHover: (layer) => this.#highlight(layer?.id ?? null),
    });
    this.#legend = new Legend((key) => this.#toggle(key));
    this.#map = new ModelMap({
      onSelect: (id) => events.onSelect(id),
      onHover: (id) => this.#highlight(id),
      layOut: (graph) => events.layOut(graph),
    });
    this.#details = new LayerDetails({ onReveal: onLayer, onClose: () => events.onSelect(null) });
    this.#table = new FiguresTable(onLayer);
    const takeAway = new TakeAwayRow((what) => events.onTake(what, () => this.#charts.pictures()));
    this.#model = element(
      'div',
      { class: 'model' },
      this.#verdict,
      this.#toolbar.element,
      this.#assumptions.element,
      this.#hint,
      this.#status.element,
      this.#legend.element,
      this.#charts.element,
      this.#map.element,
      this.#details.element,
      this.#table.element,
      takeAway.element,
      this.#notes,
    );
    const heading = element('h1', {}, l10n.t('Signal propagation'));
    parent.append(
      element('main', {}, element('header', {}, heading, this.#document), this.#banner, this.#empty, this.#model),
    );
    this.showBanner(null);
    this.showEmpty(l10n.t('Reading the file…'), []);
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
      l10n.t(
        'No model was found in this file. Write one with tf.sequential or tf.model, or open a file that holds one.',
      ),
      leftOut.length === 0 ? [] : [{ heading: l10n.t('Left out'), sentences: leftOut }],
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
    const isSame = before !== null && sameFigures(before, content);
    const isSameSelection = before?.selected === content.selected && before.weights === content.weights;
    if (!isSame || !isSameSelection) {
      this.#map.show(content);
      this.#details.show(detailsOf(content));
    }
    if (isSame) return;
    this.#notes.replaceChildren(...noteElements(content.notes));
    this.#table.show(content.layers, content.series, content.kernels);
    this.#draw(content);
  }

  #toggle(key: LegendKey): void {
    if (!this.#hidden.delete(key)) this.#hidden.add(key);
    if (this.#content !== null) this.#draw(this.#content);
  }

  /** The same layer in both charts and the map. */
  #highlight(id: LayerId | null): void {
    if (id === this.#highlighted) return;
    this.#highlighted = id;
    this.#charts.highlight(id);
    this.#map.highlight(id);
  }

  #draw(content: ModelContent): void {
    const series = content.series.filter(({ role }) => !this.#hidden.has(role));
    this.#charts.show({ ...content, series, withTheory: !this.#hidden.has('theory') });
    this.#legend.show(content.series, this.#hidden);
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

function detailsOf({ graph, lines, selected, series, weights }: ModelContent): DetailsContent | null {
  const shown = new Map(allShown(graph, lines).map((layer) => [layer.id, layer]));
  const layer = shown.get(selected ?? '');
  if (layer === undefined) return null;
  const entering = new Set(graph.layers.find(({ id }) => id === selected)?.inputs);
  return { layer, inputs: [...entering].flatMap((id) => shown.get(id) ?? []), series, weights };
}

const MOST_LISTED = 3;

function applyHint({ recommendations, elsewhere }: ToolbarContent): string {
  if (recommendations.length === 0) return l10n.t('Nothing to apply here. {0}', whyNothing(elsewhere));
  const more = recommendations.length - MOST_LISTED;
  const listed = recommendations.slice(0, MOST_LISTED).join('; ');
  const here = more > 0 ? l10n.t('To apply: {0}; and {1} more.', listed, more) : l10n.t('To apply: {0}.', listed);
  return elsewhere.length === 0 ? here : l10n.t('{0} Others are written in {1}.', here, listOfAll(elsewhere));
}
