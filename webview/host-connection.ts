import { isRecord } from '../src/protocol/guard.ts';
import { type DocumentMessage, type HostToPanel, type PanelToHost, parseHostToPanel } from '../src/protocol.ts';
import { laterTask } from './turns.ts';

/** What VS Code gives a page, once. */
interface VsCodeApi {
  postMessage(message: PanelToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

type Unnumbered<R> = R extends unknown ? Omit<R, 'id' | 'version'> : never;
/** A request before it gets its number. */
export type Request = Unnumbered<PanelToHost>;
export type Notice = Exclude<HostToPanel, { type: 'answer' }>;

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/**
 * The extension's side of the panel: requests with answers, notices, and the state that outlives the page. What comes before
 * `listen` is heard then.
 */
export class HostConnection {
  readonly #api = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  #hear = (value: unknown): void => {
    this.#early.push(value);
  };
  /** What has come before anybody listened. */
  readonly #early: unknown[] = [];
  #lastDocument: DocumentMessage | null = null;

  constructor() {
    addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
  }

  /**
   * @param onUnreadable called where the extension sends what this page cannot read.
   * @param later runs something in a task of its own: to read a large model and to act on it take long enough for one each.
   */
  listen(onNotice: (notice: Notice) => void, onUnreadable: () => void, later = laterTask()): void {
    this.#hear = (value) => {
      const message = this.#read(value);
      later(() => {
        if (message === null) onUnreadable();
        else if (message.type === 'answer') this.#settle(message.id, message.error);
        else onNotice(message);
      });
    };
    for (const value of this.#early.splice(0)) this.#hear(value);
  }

  /** The same object for a document that is told again: it takes long to read a large one. */
  #read(value: unknown): HostToPanel | null {
    const last = this.#lastDocument;
    if (last !== null && isRecord(value) && value.type === last.type && value.reading === last.reading) return last;
    const message = parseHostToPanel(value);
    if (message?.type === 'document') this.#lastDocument = message;
    return message;
  }

  /** Rejects with the extension's message for the user if the request cannot be carried out. */
  request(request: Request): Promise<void> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#api.postMessage({ ...request, version: 1, id });
    });
  }

  get state(): unknown {
    return this.#api.getState();
  }

  set state(state: unknown) {
    this.#api.setState(state);
  }

  #settle(id: number, error: string | null): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === null) waiting?.resolve();
    else waiting?.reject(new Error(error));
  }
}
