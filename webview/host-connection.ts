import { type HostToPanel, type PanelToHost, parseHostToPanel } from '../src/protocol.ts';
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

/** The extension's side of the panel: requests with answers, notices, and the state that outlives the page. */
export class HostConnection {
  readonly #api = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** @param onUnreadable called where the extension sends what this page cannot read. */
  constructor(onNotice: (notice: Notice) => void, onUnreadable: () => void) {
    // To read a large model and to act on it take long enough for a task each.
    const later = laterTask();
    addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = parseHostToPanel(event.data);
      later(() => {
        if (message === null) onUnreadable();
        else if (message.type === 'answer') this.#settle(message.id, message.error);
        else onNotice(message);
      });
    });
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
