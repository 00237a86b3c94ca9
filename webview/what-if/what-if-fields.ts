import * as l10n from '@vscode/l10n';
import {
  AS_WRITTEN,
  DEPTHS,
  NORMALIZATIONS,
  TRIED_ACTIVATIONS,
  type TriedNormalization,
  type WhatIf,
  WIDTHS,
} from '../../src/model/what-if.ts';
import { Assumptions } from '../assumptions.ts';
import { Choice, type Option } from '../controls.ts';
import { element } from '../dom.ts';
import { figure } from '../figures.ts';
import { DrawFields } from './draw-fields.ts';
import type { WhatIfContent, WhatIfEvents } from './what-if-section.ts';

const AS_IN_FILE = '';

const NORMALIZATION_NAMES: Readonly<Record<TriedNormalization, string>> = {
  asWritten: l10n.t('As written'),
  batch: l10n.t('Batch, behind every hidden layer'),
  layer: l10n.t('Layer, behind every hidden layer'),
  none: l10n.t('None'),
};

/** Controls for what is tried on the model, for what enters it, and for what is assumed of it. */
export class WhatIfFields {
  readonly elements: readonly HTMLElement[];
  readonly #width: Choice;
  readonly #depth: Choice;
  readonly #activation: Choice;
  readonly #normalization: Choice;
  readonly #initializers: Choice;
  readonly #draws: DrawFields;
  readonly #assumptions: Assumptions;
  #whatIf: WhatIf = AS_WRITTEN;

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
    const model = [this.#width, this.#depth, this.#activation, this.#normalization, this.#initializers];
    this.elements = [
      group(
        l10n.t('Model'),
        model.map((control) => control.element),
      ),
      group(l10n.t('Input and draws'), this.#draws.elements),
      this.#assumptions.element,
    ];
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
