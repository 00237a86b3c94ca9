import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../src/model/graph.ts';
import { type FromTrainer, parseFromTrainer, type ToTrainer } from './messages.ts';
import type { TrainingOptions } from './options.ts';

/** What comes of a request; nothing comes after it was cancelled. */
export interface TrainerListener {
  onMessage(message: Exclude<FromTrainer, { type: 'failed' }>): void;
  /** With a sentence for the user. */
  onFailed(message: string): void;
}

/** Where models are trained. One request at a time. */
export interface Trainer {
  train(graphs: readonly ModelGraph[], options: TrainingOptions, listener: TrainerListener): void;
  measure(graph: ModelGraph, options: TrainingOptions, listener: TrainerListener): void;
  /** Ends what runs, and gives all memory back. */
  stop(): void;
}

/** So long a worker that has measured waits for the training that is to come. */
const IDLE_MS = 20_000;

/** Loads TensorFlow.js when it is first asked for, runs it in a worker, and ends that when nothing is asked any more. */
export class WorkerTrainer implements Trainer {
  readonly #address: string;
  /** The worker's script, as a blob: a worker may start from nothing else. */
  #script: Promise<string> | null = null;
  #worker: Worker | null = null;
  #listener: TrainerListener | null = null;
  #lastId = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string) {
    this.#address = address;
  }

  train(graphs: readonly ModelGraph[], options: TrainingOptions, listener: TrainerListener): void {
    void this.#ask(listener, (id) => ({ type: 'train', id, graphs, options }));
  }

  measure(graph: ModelGraph, options: TrainingOptions, listener: TrainerListener): void {
    void this.#ask(listener, (id) => ({ type: 'measure', id, graph, options }));
  }

  stop(): void {
    this.#lastId++;
    this.#listener = null;
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = null;
  }

  async #ask(listener: TrainerListener, request: (id: number) => ToTrainer): Promise<void> {
    // Work that runs hears nothing until it has ended.
    if (this.#listener !== null) this.stop();
    clearTimeout(this.#idle);
    const id = ++this.#lastId;
    this.#listener = listener;
    try {
      const script = await this.#load();
      if (id !== this.#lastId) return;
      this.#worker ??= this.#start(script);
      this.#worker.postMessage(request(id));
    } catch (error) {
      if (id === this.#lastId) this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #load(): Promise<string> {
    this.#script ??= fetchScript(this.#address).catch((error: unknown) => {
      // The next request tries again.
      this.#script = null;
      throw error;
    });
    return this.#script;
  }

  #start(script: string): Worker {
    const worker = new Worker(script);
    worker.addEventListener('message', (event: MessageEvent<unknown>) => this.#receive(event.data));
    worker.addEventListener('error', ({ message }) => this.#fail(message));
    return worker;
  }

  #receive(value: unknown): void {
    const message = parseFromTrainer(value);
    if (message === null) this.#fail(l10n.t('The training answered with something that cannot be read.'));
    else if (message.id === this.#lastId) this.#pass(message);
  }

  #pass(message: FromTrainer): void {
    if (message.type === 'failed') {
      this.#fail(message.message);
      return;
    }
    const listener = this.#listener;
    if (message.type === 'done') this.stop();
    if (message.type === 'measured') {
      this.#listener = null;
      this.#idle = setTimeout(() => this.stop(), IDLE_MS);
    }
    listener?.onMessage(message);
  }

  #fail(message: string): void {
    const listener = this.#listener;
    this.stop();
    listener?.onFailed(message);
  }
}

async function fetchScript(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(l10n.t('The script {0} could not be loaded ({1}).', address, response.status));
  return URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
}
