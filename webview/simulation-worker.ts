import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../src/model/graph.ts';
import type { LayerStatistics } from '../src/model/statistics.ts';
import type { SimulationOptions, SimulationProgress } from '../src/simulation/simulate.ts';
import { startBlobWorker } from './blob-worker.ts';
import { parseFromWorker, type ToWorker } from './worker/messages.ts';

export interface RunListener {
  onProgress(progress: SimulationProgress): void;
  onDone(statistics: readonly LayerStatistics[]): void;
  onFailed(message: string): void;
}

/** Where simulations run. */
export interface SimulationWorker {
  /** @returns cancels the run; its listener hears nothing after that. */
  run(graph: ModelGraph, options: SimulationOptions, listener: RunListener): () => void;
}

export async function startWorker(address: string): Promise<SimulationWorker> {
  return new BlobWorker(await startBlobWorker(address));
}

class BlobWorker implements SimulationWorker {
  readonly #worker: Worker;
  readonly #listeners = new Map<number, RunListener>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<unknown>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#failAll(event.message));
  }

  run(graph: ModelGraph, options: SimulationOptions, listener: RunListener): () => void {
    const id = ++this.#lastId;
    this.#listeners.set(id, listener);
    this.#post({ type: 'run', id, graph, options });
    return () => {
      if (this.#listeners.delete(id)) this.#post({ type: 'cancel', id });
    };
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(value: unknown): void {
    const message = parseFromWorker(value);
    if (message === null) {
      this.#failAll(l10n.t('The simulation answered with something that cannot be read.'));
      return;
    }
    const listener = this.#listeners.get(message.id);
    if (message.type !== 'progress') this.#listeners.delete(message.id);
    if (message.type === 'progress') listener?.onProgress(message);
    else if (message.type === 'done') listener?.onDone(message.statistics);
    else if (message.type === 'failed') listener?.onFailed(message.message);
  }

  #failAll(message: string): void {
    const listeners = [...this.#listeners.values()];
    this.#listeners.clear();
    for (const listener of listeners) listener.onFailed(message);
  }
}
