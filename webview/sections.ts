import type { LayerId } from '../src/model/graph.ts';
import { Charts } from './charts/charts.ts';
import { Convergence } from './convergence/convergence.ts';
import { element } from './dom.ts';
import { FiguresTable } from './figures-table.ts';
import type { ShownLayer } from './layers.ts';
import { mapSection } from './map/map-section.ts';
import { noteElements } from './notes.ts';
import { ApplyRow } from './preview/apply-row.ts';
import { PreviewView } from './preview/preview-view.ts';
import { Ridge } from './ridge/ridge.ts';
import { schemesSection } from './schemes/schemes-section.ts';
import { isShown, THEORY } from './schemes/toggle.ts';
import { hasSameFigures, plain, type Section, type SectionMaker, shownSeries } from './section.ts';
import { StatusLine } from './status-line.ts';
import { TakeAwayRow } from './take-away/take-away.ts';
import { Toolbar } from './toolbar.ts';
import type { Turns } from './turns.ts';
import { VerdictView } from './verdict/verdict-view.ts';
import type { ViewEvents } from './view-events.ts';
import { WhatIfSection } from './what-if/what-if-section.ts';

/** What a section needs of the page around it. */
export interface PageEvents extends ViewEvents {
  /** The layer under the pointer, which every section marks; null when it leaves. */
  onHover(layer: LayerId | null): void;
  /** In which long work is done. */
  readonly turns: Turns;
}

/** What the page shows of a model, from top to bottom. */
export function sectionMakers(page: PageEvents): readonly SectionMaker[] {
  return [
    { name: 'verdict', isUrgent: true, make: () => verdict(page) },
    { name: 'apply', make: () => apply(page) },
    { name: 'preview', make: () => preview(page) },
    { name: 'what-if', make: () => whatIf(page) },
    { name: 'run', make: () => run(page) },
    { name: 'schemes', make: () => schemesSection(page) },
    { name: 'charts', isUrgent: true, make: () => charts(page) },
    { name: 'ridge', make: () => ridge(page) },
    { name: 'map', make: () => mapSection(page) },
    { name: 'convergence', make: () => convergence(page) },
    { name: 'table', make: () => table(page) },
    { name: 'take-away', make: () => takeAway(page) },
    { name: 'notes', make: notes },
  ];
}

function verdict({ onLine }: PageEvents): Section {
  const view = new VerdictView(onLine);
  return plain(view.element, ({ diagnosis }) => view.show(diagnosis));
}

function apply(page: PageEvents): Section {
  const row = new ApplyRow(page);
  return plain(row.element, (content) => row.show(content.apply));
}

function preview(page: PageEvents): Section {
  const view = new PreviewView(page);
  return plain(view.element, (content) => view.show(content.preview));
}

function whatIf(page: PageEvents): Section {
  const section = new WhatIfSection(page);
  return { element: section.element, show: (content) => section.show(content.whatIf) };
}

function run(page: PageEvents): Section {
  const toolbar = new Toolbar(page);
  const status = new StatusLine();
  const row = element('div', { class: 'run-row' }, toolbar.element, status.element);
  return {
    ...plain(row, (content) => toolbar.show(content.toolbar)),
    finish: (content) => status.show(content.status),
  };
}

/** Shows a layer that was clicked on, here and in the editor. */
function choosing({ onSelect, onLayer }: PageEvents): (layer: ShownLayer) => void {
  return (layer) => {
    onSelect(layer.id);
    onLayer(layer);
  };
}

function charts(page: PageEvents): Section {
  const made = new Charts({ onLayer: choosing(page), onHover: (layer) => page.onHover(layer?.id ?? null) });
  return {
    element: made.element,
    *show(content, before) {
      if (!hasSameFigures(content, before)) {
        const withTheory = isShown(content.toolbar.settings, THEORY);
        yield* made.show({ ...content, series: shownSeries(content), withTheory });
      }
      if (content.atCursor !== before?.atCursor) made.showCursor(content.atCursor);
    },
    highlight: (layer) => made.highlight(layer),
    pictures: () => made.pictures(),
  };
}

function ridge(page: PageEvents): Section {
  const made = new Ridge({ onLayer: choosing(page), onHover: page.onHover });
  return {
    element: made.element,
    show(content, before) {
      if (!hasSameFigures(content, before)) made.show({ ...content, series: shownSeries(content) });
      return undefined;
    },
    highlight: (layer) => made.highlight(layer),
  };
}

function convergence({ trainer, onTraining }: PageEvents): Section {
  const made = new Convergence(trainer, onTraining);
  return {
    ...plain(made.element, ({ shown, training }) => made.show(shown, training)),
    pictures: () => made.pictures(),
    training: () => made.run,
  };
}

function table({ onLayer }: PageEvents): Section {
  const made = new FiguresTable(onLayer);
  return {
    element: made.element,
    *show(content, before) {
      const { layers, series, kernels } = content;
      if (!hasSameFigures(content, before)) yield* made.show(layers, series, kernels);
      if (content.atCursor !== before?.atCursor) made.showCursor(content.atCursor);
    },
  };
}

function takeAway({ onTake }: PageEvents): Section {
  return plain(new TakeAwayRow(onTake).element, () => undefined);
}

function notes(): Section {
  const made = element('div', { class: 'notes' });
  return {
    element: made,
    show(content, before) {
      if (!hasSameFigures(content, before)) made.replaceChildren(...noteElements(content.notes));
      return undefined;
    },
  };
}
