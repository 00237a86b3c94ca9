import * as l10n from '@vscode/l10n';
import { Button, Choice, NumberField, type Option } from './controls.ts';
import { element } from './dom.ts';
import { listOfAll } from './language.ts';
import { BATCHES, INPUTS, type PanelSettings, SEEDS } from './settings.ts';

const NO_COMPARISON = '';

const INPUT_NAMES: Readonly<Record<PanelSettings['input'], string>> = {
  normal: l10n.t('Normal, N(0, 1)'),
  uniform: l10n.t('Uniform, variance 1'),
  constant: l10n.t('Constant, 1'),
};

export interface ToolbarContent {
  /** The file's models, each under a name of its own. */
  readonly models: readonly string[];
  readonly model: string;
  /** Ids of the schemes to compare with. */
  readonly comparisons: readonly string[];
  readonly settings: PanelSettings;
  readonly isRunning: boolean;
  /** Why nothing can be simulated; null if it can. */
  readonly whyNoRun: string | null;
  /** What "Apply" would do, a sentence each. */
  readonly recommendations: readonly string[];
  /** Files with further layers to change, which this document cannot. */
  readonly elsewhere: readonly string[];
}

export interface ToolbarEvents {
  onSettings(changed: Partial<PanelSettings>): void;
  onRun(): void;
  onCancel(): void;
  onApply(): void;
}

/** The panel's controls. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #model: Choice;
  readonly #comparison: Choice;
  readonly #seeds: Choice;
  readonly #batch: Choice;
  readonly #input: Choice;
  readonly #seed: NumberField;
  readonly #run: Button;
  readonly #apply: Button;
  #isRunning = false;

  constructor(events: ToolbarEvents) {
    const set = events.onSettings;
    this.#model = new Choice('model', l10n.t('Model'), (model) => set({ model }));
    this.#comparison = new Choice('comparison', l10n.t('Compare with'), (id) =>
      set({ comparison: id === NO_COMPARISON ? null : id }),
    );
    this.#seeds = new Choice('seeds', l10n.t('Seeds'), (value) => set({ seeds: Number(value) }));
    this.#batch = new Choice('batch', l10n.t('Batch'), (value) => set({ batch: Number(value) }));
    this.#input = new Choice('input', l10n.t('Input'), (value) =>
      set({ input: INPUTS.find((known) => known === value) ?? 'normal' }),
    );
    this.#seed = new NumberField(
      'seed',
      l10n.t('First seed'),
      (value) => Number.isSafeInteger(value) && value >= 0,
      (seed) => set({ seed }),
    );
    this.#run = new Button('run', 'secondary', () => (this.#isRunning ? events.onCancel() : events.onRun()));
    this.#apply = new Button('apply', 'primary', events.onApply);
    const settings = [this.#model, this.#comparison, this.#seeds, this.#batch, this.#input, this.#seed];
    this.element = element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': l10n.t('Simulation') },
      ...settings.map((control) => control.element),
      element('div', { class: 'buttons' }, this.#run.element, this.#apply.element),
    );
  }

  show({
    models,
    model,
    comparisons,
    settings,
    isRunning,
    whyNoRun,
    recommendations,
    elsewhere,
  }: ToolbarContent): void {
    this.#isRunning = isRunning;
    this.#model.element.hidden = models.length < 2;
    this.#model.show(models.map(plain), model);
    this.#comparison.show(
      [{ value: NO_COMPARISON, text: l10n.t('Nothing else') }, ...comparisons.map(plain)],
      settings.comparison ?? NO_COMPARISON,
    );
    this.#seeds.show(SEEDS.map(String).map(plain), String(settings.seeds));
    this.#batch.show(BATCHES.map(String).map(plain), String(settings.batch));
    this.#input.show(
      INPUTS.map((value) => ({ value, text: INPUT_NAMES[value] })),
      settings.input,
    );
    this.#seed.show(settings.seed);
    this.#run.show(isRunning ? l10n.t('Cancel') : l10n.t('Run'), isRunning ? null : whyNoRun);
    const nothing = recommendations.length === 0 ? whyNothing(elsewhere) : null;
    this.#apply.show(l10n.t('Apply recommended initialisers'), nothing);
  }
}

/** Why there is nothing to apply in this file. */
export function whyNothing(elsewhere: readonly string[]): string {
  return elsewhere.length === 0
    ? l10n.t('No initialiser of this model needs to be changed.')
    : l10n.t('The layers to change are written in {0}: change them there.', listOfAll(elsewhere));
}

function plain(text: string): Option {
  return { value: text, text };
}
