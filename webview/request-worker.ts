/** What a worker made of a request. */
export type Answer<R> =
  | { readonly id: number; readonly result: R }
  /** A message for the user. */
  | { readonly id: number; readonly error: string };

interface Waiting<R> {
  resolve(result: R): void;
  reject(error: Error): void;
}

/** A worker that answers every request once, and is started with the first. */
export class RequestWorker<R> {
  readonly #start: () => Promise<Worker>;
  readonly #parse: (value: unknown) => Answer<R> | null;
  readonly #unreadable: string;
  readonly #waiting = new Map<number, Waiting<R>>();
  #worker: Promise<Worker> | null = null;
  #lastId = 0;

  /**
   * @param parse null for what is no answer.
   * @param unreadable what to say of that.
   */
  constructor(start: () => Promise<Worker>, parse: (value: unknown) => Answer<R> | null, unreadable: string) {
    this.#start = start;
    this.#parse = parse;
    this.#unreadable = unreadable;
  }

  /** Rejects with a message for the user. */
  async ask(request: (id: number) => object): Promise<R> {
    this.#worker ??= this.#started();
    const worker = await this.#worker;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(request(id));
    });
  }

  async #started(): Promise<Worker> {
    const worker = await this.#start();
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const answer = this.#parse(data);
      if (answer === null) this.#failAll(this.#unreadable);
      else this.#settle(answer);
    });
    worker.addEventListener('error', ({ message }) => this.#failAll(message));
    return worker;
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
