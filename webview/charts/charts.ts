import * as l10n from '@vscode/l10n';
import type { LayerId } from '../../src/model/graph.ts';
import { Choice } from '../controls.ts';
import { element } from '../dom.ts';
import type { ChartPicture } from '../take-away/picture.ts';
import type { Drawing } from '../turns.ts';
import { type ChartsContent, furtherMeasure, secondMoments } from './chart-contents.ts';
import { COSINE, MEASURES, type Measure } from './measures.ts';
import { type ChartContent, type ChartEvents, PropagationChart } from './propagation-chart.ts';
import { onThemeChange } from './theme.ts';

/** Signal, gradient and one further measure of the user's choice over the layers. */
export class Charts {
  readonly element: HTMLElement;
  readonly #forward: PropagationChart;
  readonly #backward: PropagationChart;
  readonly #further: PropagationChart;
  readonly #choice: Choice;
  #measure: Measure = COSINE;
  #content: ChartsContent | null = null;

  constructor(events: ChartEvents) {
    this.#choice = new Choice('measure', l10n.t('Further measure'), (id) => {
      this.#measure = MEASURES.find((measure) => measure.id === id) ?? COSINE;
      if (this.#content !== null) this.#showFurther(this.#content);
    });
    this.#forward = new PropagationChart('forward', events);
    this.#backward = new PropagationChart('backward', events);
    this.#further = new PropagationChart('further', events, this.#choice.element);
    this.element = element('div', { class: 'charts' }, ...this.#all.map((chart) => chart.element));
    onThemeChange(() => {
      for (const chart of this.#all) chart.recolour();
    });
  }

  /** A chart a step. */
  *show(content: ChartsContent): Drawing {
    this.#content = content;
    this.#choice.show(
      MEASURES.map(({ id, name }) => ({ value: id, text: name })),
      this.#measure.id,
    );
    for (const chart of this.#all) chart.element.classList.toggle('stale', content.isStale);
    yield* drawn(this.#forward, secondMoments(content, 'forward', content.inputMoment));
    yield* drawn(this.#backward, secondMoments(content, 'backward', content.gradientReference));
    yield* drawn(this.#further, furtherMeasure(content, this.#measure));
  }

  #showFurther(content: ChartsContent): void {
    this.#further.show(furtherMeasure(content, this.#measure));
  }

  highlight(layer: LayerId | null): void {
    for (const chart of this.#all) chart.highlight(layer);
  }

  /** Marks the layers that the editor's cursor is on. */
  showCursor(layers: ReadonlySet<LayerId>): void {
    for (const chart of this.#all) chart.showCursor(layers);
  }

  pictures(): ChartPicture[] {
    return this.#all.map((chart) => chart.picture());
  }

  get #all(): readonly PropagationChart[] {
    return [this.#forward, this.#backward, this.#further];
  }
}

function* drawn(chart: PropagationChart, content: ChartContent): Drawing {
  yield* chart.prepare(content);
  chart.show(content);
  yield;
}
