/** Who waits for which words; each word is told once. */
export class Listeners<T> {
  private readonly waiting = new Map<string, T[]>();
  /** By their hash, words that somebody may wait for: few of a text's words are waited for, the others need no text. */
  private readonly awaited = new Uint8Array(HASHES);

  listen(listener: T, words: readonly string[]): void {
    for (const word of words) {
      const others = this.waiting.get(word);
      if (others !== undefined) others.push(listener);
      else {
        this.waiting.set(word, [listener]);
        this.awaited[hashOf(word)] = 1;
      }
    }
  }

  tell(word: string, hear: (listener: T) => void): void {
    const listeners = this.waiting.get(word);
    if (listeners === undefined) return;
    this.waiting.delete(word);
    for (const listener of listeners) hear(listener);
  }

  /** Tells every word of a stretch of text: letters, digits, `_` and `$`, ASCII ones alone. */
  tellWords(text: string, from: number, to: number, hear: (listener: T) => void): void {
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
      if (this.awaited[hash] === 1) this.tell(text.slice(start, at), hear);
    }
  }
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

function isWordCharacter(character: number): boolean {
  return character < 128 && WORD_CHARACTERS[character] === 1;
}

const WORD_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w$]/.test(String.fromCharCode(code)) ? 1 : 0,
);
