import * as l10n from '@vscode/l10n';
import type { Unknown } from '../../src/model/graph.ts';
import {
  AS_WRITTEN,
  DEPTHS,
  isAsWritten,
  NORMALIZATIONS,
  TRIED_ACTIVATIONS,
  type TriedNormalization,
  type WhatIf,
  WIDTHS,
} from '../../src/model/what-if.ts';
import { Assumptions } from '../assumptions.ts';
import { Button, Choice, type Option } from '../controls.ts';
import { element, setText } from '../dom.ts';
import { figure } from '../figures.ts';
import type { PanelSettings } from '../settings.ts';
import { differenceOf } from './differences.ts';
import { DrawFields } from './draw-fields.ts';
import type { Trial } from './trial.ts';

export interface WhatIfContent {
  readonly settings: PanelSettings;
  readonly trial: Trial;
  /** Numbers that the file does not tell. */
  readonly unknowns: readonly Unknown[];
}

export interface WhatIfEvents {
  onTry(whatIf: WhatIf): void;
  onSettings(changed: Partial<PanelSettings>): void;
  /** The user gives a number for an unknown of the model. */
  onAssume(name: string, value: number): void;
  onWrite(): void;
}

const AS_IN_FILE = '';

const NORMALIZATION_NAMES: Readonly<Record<TriedNormalization, string>> = {
  asWritten: l10n.t('As written'),
  batch: l10n.t('Batch, behind every hidden layer'),
  layer: l10n.t('Layer, behind every hidden layer'),
  none: l10n.t('None'),
};

/** Controls for what is tried on the model, and what of it is not in the file. */
export class WhatIfSection {
  readonly element: HTMLElement;
  readonly #width: Choice;
  readonly #depth: Choice;
  readonly #activation: Choice;
  readonly #normalization: Choice;
  readonly #initializers: Choice;
  readonly #draws: DrawFields;
  readonly #assumptions: Assumptions;
  readonly #difference = element('p', { class: 'difference', role: 'status' });
  readonly #left = element('ul', { class: 'left' });
  readonly #write: Button;
  readonly #outcome = element('div', { class: 'outcome' });
  #whatIf: WhatIf = AS_WRITTEN;
  #listed = '';

  constructor(events: WhatIfEvents) {
    const change = (changed: Partial<WhatIf>) => events.onTry({ ...this.#whatIf, ...changed });
    this.#width = new Choice('width', l10n.t('Width'), (value) => change({ width: Number(value) }));
    this.#depth = new Choice('depth', l10n.t('Depth'), (value) => change({ depth: Number(value) }));
    this.#activation = new Choice('activation', l10n.t('Activation'), (value) =>
      change({ activation: TRIED_ACTIVATIONS.find((known) => known === value) ?? null }),
    );
    this.#normalization = new Choice('normalization', l10n.t('Normalisation'), (value) =>
      change({ normalization: NORMALIZATIONS.find((known) => known === value) ?? 'asWritten' }),
    );
    this.#initializers = new Choice('initializers', l10n.t('Initialisers'), (value) =>
      change({ initializers: value === 'recommended' ? value : 'asWritten' }),
    );
    this.#draws = new DrawFields((changed) => events.onSettings(changed));
    this.#assumptions = new Assumptions((name, value) => events.onAssume(name, value));
    this.#write = new Button('write', 'secondary', () => events.onWrite());
    const reset = new Button('reset', 'secondary', () => events.onTry(AS_WRITTEN));
    reset.show(l10n.t('Reset'), null);
    const model = [this.#width, this.#depth, this.#activation, this.#normalization, this.#initializers];
    this.#outcome.append(
      this.#difference,
      this.#left,
      element('div', { class: 'buttons' }, this.#write.element, reset.element),
    );
    this.element = element(
      'section',
      { class: 'what-if', 'aria-label': l10n.t('What if') },
      element(
        'details',
        {},
        element('summary', {}, l10n.t('What if…')),
        group(
          l10n.t('Model'),
          model.map((control) => control.element),
        ),
        group(l10n.t('Input and draws'), this.#draws.elements),
        this.#assumptions.element,
      ),
      this.#outcome,
    );
  }

  show({ settings, trial, unknowns }: WhatIfContent): void {
    const { whatIf } = settings;
    this.#whatIf = whatIf;
    this.#width.show(WIDTHS.map(factor), String(whatIf.width));
    this.#depth.show(DEPTHS.map(factor), String(whatIf.depth));
    this.#activation.show(
      [{ value: AS_IN_FILE, text: l10n.t('As written') }, ...trial.activations.map(plain)],
      whatIf.activation ?? AS_IN_FILE,
    );
    this.#normalization.show(
      NORMALIZATIONS.map((value) => ({ value, text: NORMALIZATION_NAMES[value] })),
      whatIf.normalization,
    );
    this.#initializers.show(
      [
        { value: 'asWritten', text: l10n.t('As written') },
        { value: 'recommended', text: l10n.t('Recommended') },
      ],
      whatIf.initializers,
    );
    this.#draws.show(settings);
    this.#assumptions.show(unknowns);
    this.#showOutcome(trial);
  }

  #showOutcome({ changed }: Trial): void {
    this.#outcome.hidden = isAsWritten(this.#whatIf);
    setText(this.#difference, changed === null ? '' : differenceOf(changed.differences));
    const { any = false, left = [] } = changed?.writable ?? {};
    const unwritten = left.map((why) => l10n.t('Apply cannot write: {0}', why));
    const sentences = [...(changed?.left ?? []).map((why) => l10n.t('As written: {0}', why)), ...unwritten];
    const listed = JSON.stringify(sentences);
    if (listed !== this.#listed) this.#left.replaceChildren(...sentences.map((text) => element('li', {}, text)));
    this.#listed = listed;
    this.#left.hidden = sentences.length === 0;
    this.#write.show(l10n.t('Apply to the file'), any ? null : l10n.t('Nothing of this can be written into the file.'));
  }
}

function group(name: string, controls: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'fields', role: 'group', 'aria-label': name }, ...controls);
}

function factor(value: number): Option {
  const text = value === 1 ? l10n.t('As written') : `× ${value < 1 ? `1/${figure(1 / value)}` : figure(value)}`;
  return { value: String(value), text };
}

function plain(text: string): Option {
  return { value: text, text };
}
