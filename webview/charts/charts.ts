import * as l10n from '@vscode/l10n';
import type { LayerId } from '../../src/model/graph.ts';
import { Choice } from '../controls.ts';
import { element } from '../dom.ts';
import { figure } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import type { Direction, Series, StatisticsByLayer } from '../series.ts';
import type { ChartPicture } from '../take-away/picture.ts';
import type { Drawing } from '../turns.ts';
import { HEALTHY_FACTOR } from '../verdict.ts';
import { type Curve, curve, extent, measureCurve } from './curves.ts';
import { linearAxis } from './linear-axis.ts';
import { logAxis } from './log-axis.ts';
import { COSINE, MEASURES, type Measure } from './measures.ts';
import { type ChartContent, type ChartEvents, PropagationChart } from './propagation-chart.ts';
import { referenceCurve } from './reference-curve.ts';
import { onThemeChange } from './theme.ts';

export interface ChartsContent {
  readonly layers: readonly ShownLayer[];
  /** Those that are not hidden. */
  readonly series: readonly Series[];
  readonly withTheory: boolean;
  /** What theory predicts for the file as it is, where a change of it is shown; else null. */
  readonly reference: StatisticsByLayer | null;
  /** Second moment of what enters. */
  readonly inputMoment: number;
  /** The gradient's second moment that the healthy zone lies around; null if there is none to compare with. */
  readonly gradientReference: number | null;
  /** For those who do not see the charts. */
  readonly verdict: string;
  readonly isStale: boolean;
}

function secondMomentWords(direction: Direction, inputMoment: number) {
  return direction === 'forward'
    ? {
        title: l10n.t('Signal, forward'),
        explanation: l10n.t('E[a²] of each layer’s output; the input has {0}', figure(inputMoment)),
      }
    : {
        title: l10n.t('Gradient, backward'),
        explanation: l10n.t('E[g²] at each layer’s output; the loss sends 1'),
      };
}

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

function secondMoments(content: ChartsContent, direction: Direction, around: number | null): ChartContent {
  const { layers, series, withTheory } = content;
  const curves = series.map((each) => curve(each, layers, direction));
  const healthy = around === null ? null : { low: around / HEALTHY_FACTOR, high: around * HEALTHY_FACTOR };
  const words = secondMomentWords(direction, content.inputMoment);
  const reference = content.reference === null ? null : referenceCurve(content.reference, layers, direction);
  const predicted = reference === null ? [] : extent([reference], true);
  const axis = logAxis([...extent(curves, withTheory), ...predicted], around ?? 1);
  return { ...words, ...common(content, words.title, curves), axis, healthy, reference };
}

function furtherMeasure(content: ChartsContent, measure: Measure): ChartContent {
  const { layers, series, withTheory } = content;
  const { name: title, explanation, low, high } = measure;
  const curves = series.map((each) => measureCurve(each, layers, measure));
  const axis = linearAxis(extent(curves, withTheory), low, high);
  return { title, explanation, ...common(content, title, curves), axis, healthy: null, reference: null };
}

function common({ layers, withTheory, verdict }: ChartsContent, what: string, curves: readonly Curve[]) {
  const label = l10n.t('{0} over {1} layers. {2} The table below has the figures.', what, layers.length, verdict);
  return { layers, withTheory, curves, label };
}
