/** What a worker made of a request. */
export type Answer<R> =
  | { readonly id: number; readonly result: R }
  /** A message for the user. */
  | { readonly id: number; readonly error: string };

interface Waiting<R> {
  resolve(result: R): void;
  reject(error: Error): void;
}

/** A worker that answers every request once. */
export class RequestWorker<R> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting<R>>();
  #lastId = 0;

  /**
   * @param parse null for what is no answer.
   * @param unreadable what to say of that.
   */
  constructor(worker: Worker, parse: (value: unknown) => Answer<R> | null, unreadable: string) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = parse(data);
      if (answer === null) this.#failAll(unreadable);
      else this.#settle(answer);
    });
    worker.addEventListener('error', ({ message }) => this.#failAll(message));
  }

  /** Rejects with a message for the user. */
  ask(request: (id: number) => object): Promise<R> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(request(id));
    });
  }

  #settle(answer: Answer<R>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.result);
  }

  #failAll(message: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(message));
  }
}
