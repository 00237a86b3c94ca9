/** What both extension hosts, Node and the web worker, offer as globals; nothing else is used. */

declare function setTimeout(callback: () => void, milliseconds: number): object | number;
declare function clearTimeout(timer: ReturnType<typeof setTimeout>): void;

declare const performance: { now(): number };

declare class TextDecoder {
  /** Decodes UTF-8 and drops a byte order mark, as the editor does. */
  decode(bytes: Uint8Array): string;
}

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

declare class TextEncoder {
  /** Encodes as UTF-8. */
  encode(text: string): Uint8Array;
}

/** Decodes base64: a character a byte. */
declare function atob(base64: string): string;
