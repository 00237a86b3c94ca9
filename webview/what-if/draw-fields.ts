import * as l10n from '@vscode/l10n';
import { Choice, NumberField, type Option } from '../controls.ts';
import { BATCHES, INPUTS, type PanelSettings, SEEDS } from '../settings.ts';

const INPUT_NAMES: Readonly<Record<PanelSettings['input'], string>> = {
  normal: l10n.t('Normal, N(0, 1)'),
  uniform: l10n.t('Uniform, variance 1'),
  constant: l10n.t('Constant, 1'),
};

/** Controls of what enters the model, and how often it is drawn. */
export class DrawFields {
  readonly elements: readonly HTMLElement[];
  readonly #scale: NumberField;
  readonly #input: Choice;
  readonly #batch: Choice;
  readonly #seeds: Choice;
  readonly #seed: NumberField;

  constructor(set: (changed: Partial<PanelSettings>) => void) {
    this.#scale = new NumberField(
      'scale',
      l10n.t('Input scale'),
      (value) => Number.isFinite(value) && value > 0,
      (scale) => set({ scale }),
    );
    this.#input = new Choice('input', l10n.t('Input'), (value) =>
      set({ input: INPUTS.find((known) => known === value) ?? 'normal' }),
    );
    this.#batch = new Choice('batch', l10n.t('Batch'), (value) => set({ batch: Number(value) }));
    this.#seeds = new Choice('seeds', l10n.t('Seeds'), (value) => set({ seeds: Number(value) }));
    this.#seed = new NumberField(
      'seed',
      l10n.t('First seed'),
      (value) => Number.isSafeInteger(value) && value >= 0,
      (seed) => set({ seed }),
    );
    const controls = [this.#scale, this.#input, this.#batch, this.#seeds, this.#seed];
    this.elements = controls.map((control) => control.element);
  }

  show({ scale, input, batch, seeds, seed }: PanelSettings): void {
    this.#scale.show(scale);
    this.#input.show(
      INPUTS.map((value) => ({ value, text: INPUT_NAMES[value] })),
      input,
    );
    this.#batch.show(BATCHES.map(plain), String(batch));
    this.#seeds.show(SEEDS.map(plain), String(seeds));
    this.#seed.show(seed);
  }
}

function plain(value: number): Option {
  return { value: String(value), text: String(value) };
}
