import { isWordCharacter } from './word-characters.ts';

/** Who waits for which words. */
export class Listeners<T> {
  private readonly waiting = new Map<string, Waiting<T>>();
  /** By their hash, words that somebody may wait for: few of a text's words are waited for, the others need no text. */
  private readonly awaited = new Uint8Array(HASHES);

  listen(listener: T, words: readonly string[]): void {
    for (const word of words) {
      const others = this.waiting.get(word);
      if (others !== undefined) others.listeners.push(listener);
      else {
        this.waiting.set(word, { word, listeners: [listener] });
        this.awaited[hashOf(word)] = 1;
      }
    }
  }

  /** Who waits for a word. */
  of(word: string): readonly T[] {
    return this.waiting.get(word)?.listeners ?? [];
  }

  /** Those of some words that somebody waits for, each once. */
  among(words: Iterable<string>): string[] {
    const found = new Set<string>();
    for (const word of words) this.find(word, found);
    return [...found];
  }

  /** The words of a stretch of text that somebody waits for, each once: letters, digits, `_` and `$`, ASCII ones alone. */
  within(text: string, from: number, to: number): string[] {
    const found = new Set<string>();
    for (let at = from; at < to; ) {
      let character = text.charCodeAt(at);
      if (!isWordCharacter(character)) {
        at++;
        continue;
      }
      const start = at;
      let hash = 0;
      do {
        hash = hashStep(hash, character);
        character = text.charCodeAt(++at);
      } while (at < to && isWordCharacter(character));
      if (this.awaited[hash] === 1) this.find(text.slice(start, at), found);
    }
    return [...found];
  }

  /** Adds the word as it was listened for: that one holds no other text in memory. */
  private find(word: string, into: Set<string>): void {
    const waiting = this.waiting.get(word);
    if (waiting !== undefined) into.add(waiting.word);
  }
}

interface Waiting<T> {
  readonly word: string;
  readonly listeners: T[];
}

const HASHES = 4096;

function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = hashStep(hash, word.charCodeAt(at));
  return hash;
}

function hashStep(hash: number, character: number): number {
  return (hash * 31 + character) & (HASHES - 1);
}
