import * as l10n from '@vscode/l10n';
import { onThemeChange } from '../charts/theme.ts';
import { Button } from '../controls.ts';
import { element, setText } from '../dom.ts';
import type { ShownModel } from '../shown-model.ts';
import { StatusLine } from '../status-line.ts';
import type { ChartPicture } from '../take-away/picture.ts';
import { TrainingForm } from './form.ts';
import { LossChart } from './loss-chart.ts';
import { LossesTable } from './losses-table.ts';
import { Measurement } from './measurement.ts';
import type { TrainingOptions } from './options.ts';
import { MOST_CURVES } from './palette.ts';
import { runLabel, runSentences, runStatus } from './report.ts';
import { SchemeChoice } from './scheme-choice.ts';
import { chosenSchemes, trainedSchemes } from './selection.ts';
import type { Trainer } from './trainer.ts';
import { TrainingRun } from './training-run.ts';

/** Trains the model for some steps under several choices of initialisers. Nothing is loaded before it is opened. */
export class Convergence {
  readonly element: HTMLDetailsElement;
  readonly #trainer: Trainer;
  readonly #schemes: SchemeChoice;
  readonly #form: TrainingForm;
  readonly #train: Button;
  readonly #status = new StatusLine(l10n.t('Training'));
  readonly #sentences = element('p', { class: 'outcome', role: 'status' });
  readonly #chart = new LossChart();
  readonly #table = new LossesTable();
  readonly #results: HTMLElement;
  readonly #measurement: Measurement;
  #shown: ShownModel | null = null;
  #options: TrainingOptions | null = null;
  /** What the user has ticked; null as long as it is what the charts show. */
  #ticked: readonly string[] | null = null;
  #run: TrainingRun | null = null;
  /** Why the last training did not come to its end. */
  #error: string | null = null;

  constructor(trainer: Trainer, onOptions: (options: TrainingOptions) => void) {
    this.#trainer = trainer;
    this.#measurement = new Measurement(trainer, () => this.#draw());
    this.#schemes = new SchemeChoice((scheme, isChosen) => this.#tick(scheme, isChosen));
    this.#form = new TrainingForm((changed) => {
      if (this.#options !== null) onOptions({ ...this.#options, ...changed });
    });
    this.#train = new Button('train', 'secondary', () => (this.#isRunning ? this.#stop() : this.#start()));
    this.#results = element(
      'div',
      { class: 'results' },
      this.#sentences,
      element('figure', { class: 'chart' }, this.#chart.element),
      element('div', { class: 'scroll' }, this.#table.element),
    );
    const introduction = l10n.t(
      'Trains the model itself, with TensorFlow.js, on made-up data that fits its inputs and outputs. Plain gradient descent shows what initialisers do most clearly; Adam makes up for much of it.',
    );
    this.element = element(
      'details',
      { class: 'convergence' },
      element('summary', {}, l10n.t('Convergence')),
      element('p', { class: 'hint' }, introduction),
      this.#schemes.element,
      this.#form.element,
      element('div', { class: 'run' }, this.#train.element, this.#status.element),
      this.#results,
    );
    this.element.addEventListener('toggle', () => this.#update());
    onThemeChange(() => {
      this.#chart.redraw();
      this.#schemes.recolour(this.#chosen);
    });
  }

  show(shown: ShownModel, options: TrainingOptions): void {
    if (shown === this.#shown && options === this.#options) return;
    const isAnother =
      shown.label !== this.#shown?.label || shown.document.documentUri !== this.#shown.document.documentUri;
    this.#shown = shown;
    this.#options = options;
    if (isAnother) {
      this.#stop();
      this.#run = null;
      this.#error = null;
      this.#ticked = null;
    } else if (this.#isRunning && this.#isStale) this.#stop();
    this.#update();
  }

  /** The losses as they are now; none where nothing was trained. */
  pictures(): ChartPicture[] {
    return this.#run === null ? [] : this.#chart.pictures();
  }

  /** The last training; null if there was none. */
  get run(): TrainingRun | null {
    return this.#run;
  }

  get #isRunning(): boolean {
    return this.#run?.state === 'running';
  }

  /** Whether what was trained is not the model as it is now. */
  get #isStale(): boolean {
    const { graph } = this.#shown?.model ?? {};
    return this.#run !== null && graph !== undefined && !this.#run.isOf(graph);
  }

  get #chosen(): readonly string[] {
    return this.#shown === null ? [] : chosenSchemes(this.#shown, this.#ticked);
  }

  #tick(scheme: string, isChosen: boolean): void {
    this.#ticked = isChosen ? [...this.#chosen, scheme] : this.#chosen.filter((each) => each !== scheme);
    this.#update();
  }

  #start(): void {
    if (this.#shown === null || this.#options === null) return;
    const schemes = trainedSchemes(this.#shown, this.#chosen);
    const run = new TrainingRun(this.#shown.model.graph, schemes, this.#options);
    this.#run = run;
    this.#error = null;
    this.#trainer.train(
      schemes.map(({ graph }) => graph),
      this.#options,
      {
        onMessage: (message) => {
          if (message.type !== 'measured') run.take(message);
          this.#update();
        },
        onFailed: (message) => {
          run.state = 'stopped';
          this.#error = message;
          this.#update();
        },
      },
    );
    this.#draw();
  }

  #stop(): void {
    if (this.#run === null || !this.#isRunning) return;
    this.#run.state = 'stopped';
    this.#trainer.stop();
    this.#update();
  }

  /** What was changed while a training ran has not been measured yet. */
  #update(): void {
    this.#measure();
    this.#draw();
  }

  #measure(): void {
    if (!this.element.open || this.#isRunning || this.#shown === null || this.#options === null) return;
    const [first] = trainedSchemes(this.#shown, this.#chosen);
    if (first === undefined) this.#measurement.forget();
    else this.#measurement.of(first.graph, { schemes: this.#chosen.length, options: this.#options });
  }

  #draw(): void {
    if (this.#shown === null || this.#options === null) return;
    const chosen = this.#chosen;
    this.#schemes.show(
      this.#shown.model.schemes.map(({ id }) => id),
      chosen,
      MOST_CURVES,
    );
    this.#form.show(this.#options);
    const whyNot = chosen.length === 0 ? l10n.t('Choose initialisers to train with.') : this.#measurement.whyNot;
    this.#train.show(this.#isRunning ? l10n.t('Cancel') : l10n.t('Train'), this.#isRunning ? null : whyNot);
    const progress = this.#run !== null && this.#isRunning ? this.#run.fraction : null;
    this.#status.show({
      progress,
      text: this.#run !== null && this.#isRunning ? runStatus(this.#run) : (whyNot ?? this.#measurement.expected),
      error: this.#error,
    });
    this.#drawResults();
  }

  #drawResults(): void {
    const run = this.#run;
    this.#results.hidden = run === null || run.steps === 0;
    if (run === null || run.steps === 0) return;
    setText(this.#sentences, runSentences(run, this.#isStale).join(' '));
    this.#results.classList.toggle('stale', this.#isStale);
    const { curves, chance, options } = run;
    this.#chart.show({ curves, chance, steps: options.steps, label: runLabel(run) });
    this.#table.show(curves, chance);
  }
}
