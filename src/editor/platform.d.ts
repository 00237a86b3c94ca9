/** What both extension hosts, Node and the web worker, offer as globals; nothing else is used. */

type TimerHandle = object | number;
declare function setTimeout(callback: () => void, milliseconds: number): TimerHandle;
declare function clearTimeout(timer: TimerHandle): void;

declare const performance: { now(): number };

declare class TextDecoder {
  /** Decodes UTF-8 and drops a byte order mark, as the editor does. */
  decode(bytes: Uint8Array): string;
}
