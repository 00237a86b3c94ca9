import type { LayerId } from '../src/model/graph.ts';
import type { TrainingRun } from './convergence/training-run.ts';
import { allShown, type ShownLayer } from './layers.ts';
import type { ModelContent } from './model-content.ts';
import { isShown } from './schemes/toggle.ts';
import type { Series } from './series.ts';
import type { ChartPicture } from './take-away/picture.ts';
import type { Drawing } from './turns.ts';

/** A part of the page that shows something of the model. */
export interface Section {
  readonly element: HTMLElement;
  /**
   * Draws what differs from before; the user is heard wherever it yields.
   * @param before what this section has drawn last; null where nothing of this model is drawn.
   */
  show(content: ModelContent, before: ModelContent | null): Drawing | undefined;
  /** Says that everything is there: called when every section has drawn the same content. */
  finish?(content: ModelContent): void;
  /** Marks the layer under the pointer, wherever on the page that is; null for none. */
  highlight?(layer: LayerId | null): void;
  /** What of it belongs into a picture of the page. */
  pictures?(): readonly ChartPicture[];
  /** The last training; null if there was none. */
  training?(): TrainingRun | null;
}

/** Makes a section when its turn comes. */
export interface SectionMaker {
  /** Names its work among the page's turns. */
  readonly name: string;
  /** It is what a first look is for: drawn before the others, wherever it stands. */
  readonly isUrgent?: boolean;
  make(): Section;
}

/** A section that is cheap to draw: all at once, whatever came before. */
export function plain(element: HTMLElement, draw: (content: ModelContent) => void): Section {
  return {
    element,
    show(content) {
      draw(content);
      return undefined;
    },
  };
}

/** The series that the user has not hidden. */
export function shownSeries({ series, toolbar: { settings } }: ModelContent): Series[] {
  return series.filter(({ scheme }) => isShown(settings, scheme));
}

/** Whether the same curves and figures are shown: most reports from a run bring progress only. */
export function hasSameFigures(content: ModelContent, before: ModelContent | null): boolean {
  return (
    before !== null &&
    content.layers === before.layers &&
    content.isStale === before.isStale &&
    content.kernels === before.kernels &&
    content.toolbar.settings.hidden === before.toolbar.settings.hidden &&
    content.reference === before.reference &&
    content.series.length === before.series.length &&
    content.series.every((series, i) => {
      const other = before.series[i];
      return (
        series.scheme === other?.scheme && series.simulated === other.simulated && series.predicted === other.predicted
      );
    })
  );
}

export function hasSameSelection(content: ModelContent, before: ModelContent | null): boolean {
  return content.selected === before?.selected && content.weights === before.weights;
}

/** Of the layers that the map shows, those with these ids. */
export function layersById({ graph, lines }: ModelContent): ReadonlyMap<LayerId, ShownLayer> {
  return new Map(allShown(graph, lines).map((layer) => [layer.id, layer]));
}
