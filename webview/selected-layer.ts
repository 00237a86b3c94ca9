import type { LayerId } from '../src/model/graph.ts';
import type { ExplanationMessage, WeightSheet } from '../src/protocol.ts';
import type { HostConnection } from './host-connection.ts';
import type { ShownModel } from './shown-model.ts';

/** The layer that the user looks at, and what the extension says of its weights. */
export interface Selection {
  readonly layer: LayerId | null;
  readonly weights: readonly WeightSheet[] | null;
}

const NOTHING: Selection = { layer: null, weights: null };

/** Keeps the selection over edits, and asks what is said of the layer's weights. */
export class SelectedLayer {
  readonly #host: Pick<HostConnection, 'request'>;
  #selection = NOTHING;

  constructor(host: Pick<HostConnection, 'request'>) {
    this.#host = host;
  }

  get now(): Selection {
    return this.#selection;
  }

  forget(): void {
    this.#selection = NOTHING;
  }

  /** Null selects nothing. Rejects with a message for the user. */
  async select(layer: LayerId | null, shown: ShownModel | null): Promise<void> {
    this.#selection = { layer, weights: null };
    if (layer !== null && shown !== null) await this.#ask(layer, shown);
  }

  /** The model was read anew: what was said of the layer stands until the extension answers about it as it is now. */
  follow(shown: ShownModel): void {
    const { layer } = this.#selection;
    if (layer === null) return;
    if (!shown.model.graph.layers.some(({ id }) => id === layer)) this.forget();
    // Refused while the file is edited further: its next version is asked about as well, and nobody asked for this one.
    else this.#ask(layer, shown).catch(() => undefined);
  }

  /** @returns whether it is about what is selected now. */
  take({ documentVersion, model, layer, weights }: ExplanationMessage, shown: ShownModel | null): boolean {
    const isNow = documentVersion === shown?.document.documentVersion && model === shown.index;
    if (!isNow || layer !== this.#selection.layer) return false;
    this.#selection = { layer, weights };
    return true;
  }

  #ask(layer: LayerId, { document: { documentVersion }, index: model }: ShownModel): Promise<void> {
    return this.#host.request({ type: 'explain', documentVersion, model, layer });
  }
}
