import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph, Unknown } from '../src/model/graph.ts';
import type { PreviewHunk } from '../src/model/preview.ts';
import type { Scheme } from '../src/model/scheme.ts';
import type { WeightSheet } from '../src/protocol.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import { Assumptions } from './assumptions.ts';
import { Charts } from './charts/charts.ts';
import { Convergence } from './convergence/convergence.ts';
import type { TrainingOptions } from './convergence/options.ts';
import type { Trainer } from './convergence/trainer.ts';
import type { TrainingRun } from './convergence/training-run.ts';
import { element, setText } from './dom.ts';
import { FiguresTable } from './figures-table.ts';
import { Pin } from './header/pin.ts';
import { allShown, type ShownLayer } from './layers.ts';
import { Legend } from './legend.ts';
import type { Health } from './map/health.ts';
import { type DetailsContent, LayerDetails } from './map/layer-details.ts';
import { type MapEvents, ModelMap } from './map/model-map.ts';
import { type Note, noteElements } from './notes.ts';
import { type ApplyContent, type ApplyEvents, ApplyRow } from './preview/apply-row.ts';
import { PreviewView } from './preview/preview-view.ts';
import { Ridge } from './ridge/ridge.ts';
import { FormulaCard } from './schemes/formula-card.ts';
import { lessonOn } from './schemes/lesson.ts';
import { isShown, THEORY, toggled } from './schemes/toggle.ts';
import type { Series, StatisticsByLayer } from './series.ts';
import type { ShownModel } from './shown-model.ts';
import { type Status, StatusLine } from './status-line.ts';
import type { ChartPicture } from './take-away/picture.ts';
import { type TakeAway, TakeAwayRow } from './take-away/take-away.ts';
import { Toolbar, type ToolbarContent, type ToolbarEvents } from './toolbar.ts';
import { type Drawing, Turns } from './turns.ts';
import type { Verdict } from './verdict/diagnose.ts';
import { VerdictView } from './verdict/verdict-view.ts';
import { type WhatIfContent, type WhatIfEvents, WhatIfSection } from './what-if/what-if-section.ts';

/** A model with its figures. */
export interface ModelContent {
  /** As one text. */
  readonly verdict: string;
  readonly diagnosis: Verdict;
  readonly apply: ApplyContent;
  readonly isPinned: boolean;
  readonly toolbar: ToolbarContent;
  readonly whatIf: WhatIfContent;
  /** What theory predicts for the file as it is, where a change of it is shown; else null. */
  readonly reference: StatisticsByLayer | null;
  /** Second moment of what enters. */
  readonly inputMoment: number;
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
  /** Ids of every scheme that can be shown, in order. */
  readonly schemes: readonly string[];
  /** What each of them sets. */
  readonly initialisers: readonly Scheme[];
  /** The gradient's second moment that the healthy zone lies around; null if there is none to compare with. */
  readonly gradientReference: number | null;
  /** Who computed the simulated figures; null as long as there are none. */
  readonly kernels: Kernels | null;
  /** The figures are of an earlier version of the file or of other settings. */
  readonly isStale: boolean;
  readonly status: Status;
  readonly notes: readonly Note[];
  /** What is trained, and how. */
  readonly shown: ShownModel;
  readonly training: TrainingOptions;
}

export interface ViewEvents extends ToolbarEvents, ApplyEvents, WhatIfEvents, Pick<MapEvents, 'layOut'> {
  /** Shows a 1-based line in the editor. */
  onLine(line: number): void;
  /** Opens the editor's comparison of the file with what "Apply" would make of it. */
  onDiff(): void;
  onPin(isPinned: boolean): void;
  /** Resolves to what to say about it. */
  onTake(what: TakeAway, picture: () => readonly ChartPicture[]): Promise<string>;
  /** Null closes what is shown of the selected layer. */
  onSelect(layer: LayerId | null): void;
  /** The user gives a number for an unknown of the model. */
  onAssume(name: string, value: number): void;
  onLayer(layer: ShownLayer): void;
  onTraining(options: TrainingOptions): void;
  readonly trainer: Trainer;
}

/** The whole page. Text from the file goes in as text only. */
export class View {
  readonly #document = element('p', { class: 'document' });
  readonly #banner = element('p', { class: 'banner', role: 'status' });
  readonly #empty = element('section', { class: 'empty' });
  readonly #verdict: VerdictView;
  readonly #apply: ApplyRow;
  readonly #preview: PreviewView;
  readonly #pin: Pin;
  readonly #notes = element('div', { class: 'notes' });
  readonly #status = new StatusLine();
  readonly #toolbar: Toolbar;
  readonly #assumptions: Assumptions;
  readonly #whatIf: WhatIfSection;
  readonly #charts: Charts;
  readonly #legend: Legend;
  readonly #ridge: Ridge;
  readonly #map: ModelMap;
  readonly #details: LayerDetails;
  readonly #convergence: Convergence;
  readonly #table: FiguresTable;
  readonly #model: HTMLElement;
  readonly #turns = new Turns();
  readonly #events: ViewEvents;
  readonly #formula: FormulaCard;
  /** The scheme whose formula is open; null for none. */
  #explained: string | null = null;
  #content: ModelContent | null = null;
  #highlighted: LayerId | null = null;
  #marked = '';

  constructor(parent: HTMLElement, events: ViewEvents) {
    this.#events = events;
    const onLayer = (layer: ShownLayer) => events.onLayer(layer);
    this.#verdict = new VerdictView((line) => events.onLine(line));
    this.#apply = new ApplyRow(events);
    this.#preview = new PreviewView(events);
    this.#pin = new Pin((isPinned) => events.onPin(isPinned));
    this.#toolbar = new Toolbar(events);
    this.#assumptions = new Assumptions((name, value) => events.onAssume(name, value));
    this.#whatIf = new WhatIfSection(events, this.#toolbar.simulation, this.#assumptions.element);
    this.#charts = new Charts({
      onLayer: (layer) => {
        events.onSelect(layer.id);
        events.onLayer(layer);
      },
      onHover: (layer) => this.#highlight(layer?.id ?? null),
    });
    this.#legend = new Legend({
      onToggle: (key) => this.#toggle(key),
      onFormula: (scheme) => this.#explain(scheme),
    });
    this.#formula = new FormulaCard(() => this.#explain(null));
    this.#ridge = new Ridge({
      onLayer: (layer) => {
        events.onSelect(layer.id);
        events.onLayer(layer);
      },
      onHover: (id) => this.#highlight(id),
    });
    this.#map = new ModelMap(
      {
        onSelect: (id) => events.onSelect(id),
        onHover: (id) => this.#highlight(id),
        layOut: (graph) => events.layOut(graph),
      },
      this.#turns,
    );
    this.#details = new LayerDetails({
      onReveal: onLayer,
      onClose: (layer) => {
        // The focus would be lost with what has it.
        this.#map.focus(layer.id);
        events.onSelect(null);
      },
    });
    this.#convergence = new Convergence(events.trainer, (options) => events.onTraining(options));
    this.#table = new FiguresTable(onLayer);
    const pictures = () => [...this.#charts.pictures(), ...this.#convergence.pictures()];
    const takeAway = new TakeAwayRow((what) => events.onTake(what, pictures));
    this.#model = element(
      'div',
      { class: 'model' },
      this.#verdict.element,
      this.#apply.element,
      this.#preview.element,
      this.#whatIf.element,
      element('div', { class: 'run-row' }, this.#toolbar.element, this.#status.element),
      this.#legend.element,
      this.#formula.element,
      this.#charts.element,
      this.#ridge.element,
      this.#map.element,
      this.#details.element,
      this.#convergence.element,
      this.#table.element,
      takeAway.element,
      this.#notes,
    );
    const heading = element('h1', {}, l10n.t('Signal propagation'));
    parent.append(
      element(
        'main',
        {},
        element('header', {}, heading, this.#document, this.#pin.element),
        this.#banner,
        this.#empty,
        this.#model,
      ),
    );
    this.showBanner(null);
    this.showEmpty(l10n.t('Reading the file…'), []);
  }

  /** The last training; null if there was none. */
  get training(): TrainingRun | null {
    return this.#convergence.run;
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
    this.#verdict.show(content.diagnosis);
    this.#apply.show(content.apply);
    this.#pin.show(content.isPinned);
    this.#toolbar.show(content.toolbar);
    this.#assumptions.show(content.unknowns);
    this.#whatIf.show(content.whatIf);
    this.#convergence.show(content.shown, content.training);
    this.#showSchemes(content);
    const isSame = before !== null && sameFigures(before, content);
    const isSameSelection = before?.selected === content.selected && before.weights === content.weights;
    if (!isSame) this.#draw(content);
    if (!isSame || !isSameSelection) {
      this.#turns.start('selection', () => this.#drawSelection(content));
    }
    if (!isSame) this.#turns.start('table', () => this.#drawTable(content));
    // Last: it says that everything is there.
    this.#turns.start('status', () => this.#drawStatus(content.status));
  }

  *#drawSelection(content: ModelContent): Drawing {
    this.#map.show(content);
    yield;
    this.#details.show(detailsOf(content));
  }

  *#drawRidge(content: ModelContent): Drawing {
    this.#ridge.show(content);
    yield;
  }

  *#drawStatus(status: Status): Drawing {
    this.#status.show(status);
    yield;
  }

  *#drawTable({ layers, series, kernels, notes }: ModelContent): Drawing {
    yield* this.#table.show(layers, series, kernels);
    this.#notes.replaceChildren(...noteElements(notes));
  }

  #toggle(key: string): void {
    if (this.#content !== null) this.#events.onSettings(toggled(this.#content.toolbar.settings, key));
  }

  /** Shows what a scheme is; null closes that. */
  #explain(scheme: string | null): void {
    const before = this.#explained;
    this.#explained = scheme;
    if (this.#content !== null) this.#showSchemes(this.#content);
    if (scheme === null && before !== null) this.#legend.focusFormula(before);
  }

  #showSchemes(content: ModelContent): void {
    const { schemes, toolbar } = content;
    if (this.#explained !== null && !schemes.includes(this.#explained)) this.#explained = null;
    const { settings } = toolbar;
    this.#legend.show({
      schemes,
      settings,
      open: this.#explained,
      shown: shownSeries(content),
      withReference: content.reference !== null,
    });
    this.#formula.show(this.#explained === null ? null : lessonOn(this.#explained, content));
  }

  /** The lines that "Apply" would change; null where nobody asked or nothing is known yet. */
  showPreview(hunks: readonly PreviewHunk[] | null): void {
    this.#preview.show(hunks);
  }

  /** Marks the layers that the editor's cursor is on: what is selected or under the pointer here stays. */
  showCursor(layers: ReadonlySet<LayerId>): void {
    const marked = [...layers].join('\n');
    if (marked === this.#marked) return;
    this.#marked = marked;
    this.#charts.showCursor(layers);
    this.#map.showCursor(layers);
    this.#table.showCursor(layers);
  }

  /** The same layer in both charts and the map. */
  #highlight(id: LayerId | null): void {
    if (id === this.#highlighted) return;
    this.#highlighted = id;
    this.#charts.highlight(id);
    this.#ridge.highlight(id);
    this.#map.highlight(id);
  }

  #draw(content: ModelContent): void {
    const withTheory = isShown(content.toolbar.settings, THEORY);
    const series = shownSeries(content);
    this.#turns.start('charts', () => this.#charts.show({ ...content, series, withTheory }));
    this.#turns.start('ridge', () => this.#drawRidge({ ...content, series }));
  }
}

/** The series that the user has not hidden. */
function shownSeries({ series, toolbar: { settings } }: ModelContent): Series[] {
  return series.filter(({ scheme }) => isShown(settings, scheme));
}

/** Most reports from a run bring progress only: what is selected or focused stays. */
function sameFigures(a: ModelContent, b: ModelContent): boolean {
  return (
    a.layers === b.layers &&
    a.isStale === b.isStale &&
    a.kernels === b.kernels &&
    a.toolbar.settings.hidden === b.toolbar.settings.hidden &&
    a.reference === b.reference &&
    a.series.length === b.series.length &&
    a.series.every((series, i) => {
      const other = b.series[i];
      return (
        series.scheme === other?.scheme && series.simulated === other.simulated && series.predicted === other.predicted
      );
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
