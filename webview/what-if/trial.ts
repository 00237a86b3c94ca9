import type { ActivationName } from '../../src/model/activation.ts';
import { Notes } from '../../src/model/notes.ts';
import { isAsWritten, sameWhatIf, type WhatIf } from '../../src/model/what-if.ts';
import type { DocumentMessage, PanelModel, TriedMessage, TriedModel } from '../../src/protocol.ts';

/** What the extension has told about a change of one model. */
export interface Trial {
  /** Nonlinearities that can be tried. */
  readonly activations: readonly ActivationName[];
  /** Null where nothing is changed, or nothing is told yet. */
  readonly changed: TriedModel | null;
}

export const NO_TRIAL: Trial = { activations: [], changed: null };

/** The last answers for the model that is shown; an earlier one stands until the next comes. */
export class Trials {
  #told: TriedMessage | null = null;
  #asked: { readonly document: DocumentMessage; readonly model: number; readonly whatIf: WhatIf } | null = null;

  /** Another model is shown: what was told is not about it. */
  forget(): void {
    this.#told = null;
    this.#asked = null;
  }

  take(message: TriedMessage): void {
    this.#told = message;
  }

  of(model: number, whatIf: WhatIf): Trial {
    const told = this.#told;
    if (told === null || told.model !== model) return NO_TRIAL;
    return { activations: told.activations, changed: isAsWritten(whatIf) ? null : told.changed };
  }

  /** Whether it is still to be asked what becomes of a model of this document; it counts as asked then. */
  mustAsk(document: DocumentMessage, model: number, whatIf: WhatIf): boolean {
    const asked = this.#asked;
    if (asked?.document === document && asked.model === model && sameWhatIf(asked.whatIf, whatIf)) return false;
    this.#asked = { document, model, whatIf };
    return true;
  }
}

/** The model as it is shown: with the change that is tried on it. The same object as long as both are the same. */
export function withTrial(model: PanelModel, { changed }: Trial): PanelModel {
  if (changed === null) return model;
  const before = changedModels.get(changed);
  if (before?.model === model) return before.shown;
  const { graph, schemes, lines, changes } = changed;
  // What Problems says and what was predicted is about the file.
  const shown = { ...model, graph, schemes, lines, changes, findings: [], predicted: {} };
  changedModels.set(changed, { model, shown });
  return shown;
}

const changedModels = new Notes<TriedModel, { readonly model: PanelModel; readonly shown: PanelModel }>();
