import * as l10n from '@vscode/l10n';
import { startBlobWorker } from '../blob-worker.ts';
import type { MapGraph, MapLayout } from '../worker/map-layout.ts';
import { type LayOut, parseFromMapWorker } from '../worker/map-messages.ts';

/** Where maps are laid out. */
export interface MapWorker {
  /** Rejects with a message for the user. */
  layOut(graph: MapGraph): Promise<MapLayout>;
}

interface Waiting {
  resolve(layout: MapLayout): void;
  reject(error: Error): void;
}

export async function startMapWorker(address: string): Promise<MapWorker> {
  return new BlobMapWorker(await startBlobWorker(address));
}

class BlobMapWorker implements MapWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<unknown>) => this.#receive(event.data));
    worker.addEventListener('error', ({ message }) => this.#failAll(message));
  }

  layOut(graph: MapGraph): Promise<MapLayout> {
    const id = ++this.#lastId;
    const request: LayOut = { type: 'layOut', id, graph };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #receive(value: unknown): void {
    const message = parseFromMapWorker(value);
    if (message === null) {
      this.#failAll(l10n.t('The map came back as something that cannot be read.'));
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'laidOut') waiting?.resolve(message.layout);
    else waiting?.reject(new Error(message.message));
  }

  #failAll(message: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(message));
  }
}
