import type { PreviewHunk } from '../../src/model/preview.ts';
import type { PreviewMessage } from '../../src/protocol.ts';
import type { HostConnection } from '../host-connection.ts';
import type { ShownModel } from '../shown-model.ts';

/** What "Apply" would change, as the extension told last; it follows the file while it is open. */
export class FollowedPreview {
  readonly #host: Pick<HostConnection, 'request'>;
  #told: PreviewMessage | null = null;

  constructor(host: Pick<HostConnection, 'request'>) {
    this.#host = host;
  }

  /** Null where it is closed or was not answered yet. */
  get hunks(): readonly PreviewHunk[] | null {
    return this.#told?.hunks ?? null;
  }

  forget(): void {
    this.#told = null;
  }

  /** Asks about the model as it is now; until the answer comes the last one stays. */
  follow(
    { document: { documentVersion }, index: model, model: { recommendations } }: ShownModel,
    isOpen: boolean,
  ): void {
    if (!isOpen || recommendations.length === 0) {
      this.forget();
      return;
    }
    if (this.#told?.documentVersion === documentVersion && this.#told.model === model) return;
    // Refused while the file is edited further: its next version is asked about as well.
    this.#host.request({ type: 'preview', documentVersion, model }).catch(() => undefined);
  }

  /** @returns whether it is about the model as it is now. */
  take(message: PreviewMessage, shown: ShownModel | null): boolean {
    if (message.documentVersion !== shown?.document.documentVersion || message.model !== shown.index) return false;
    this.#told = message;
    return true;
  }
}
