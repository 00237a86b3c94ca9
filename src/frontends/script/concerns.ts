import type { Span } from '../../model/text.ts';
import { Listeners } from './listeners.ts';
import type { TouchedNames } from './touched-names.ts';

const DECLARED = /\b(?:const|let|var)\s+([\w$]+)/g;

const FUNCTIONS =
  /\b(?:function\b\s*\*?|class)\s*([\w$]+)|(?<![\w$])([\w$]+)\s*[:=]\s*(?:async\b)?\s*(?:function\b|\(|[\w$]+\s*=>)/g;

/** A block of code by its name, empty where it declares nothing, and what it has to do with. */
export interface Concerned {
  readonly name: string;
  readonly touched: TouchedNames;
}

/** What a stretch of code says that somebody has to know: each word once, in the order in which it first stands there. */
export interface Said {
  /** Any word. */
  readonly words: readonly string[];
  /** Names of functions and classes. */
  readonly functions: readonly string[];
  /** Names of variables. */
  readonly variables: readonly string[];
}

/** What blocks of code have to do with. */
export class Concerns<B extends Concerned> {
  /** A block's own name, and what it changes. */
  private readonly words = new Listeners<B>();
  /** What it calls. */
  private readonly functions = new Listeners<B>();
  /** What it calls methods of. */
  private readonly variables = new Listeners<B>();

  constructor(blocks: readonly B[]) {
    for (const block of blocks) {
      const { changes, calls, receivers } = block.touched;
      this.words.listen(block, [block.name, ...changes]);
      this.functions.listen(block, calls);
      this.variables.listen(block, receivers);
    }
  }

  /** What code says that concerns a block. */
  saidIn(code: string): Said {
    return {
      words: this.words.within(code, 0, code.length),
      functions: this.functions.among(namesFound(FUNCTIONS, code)),
      variables: this.variables.among(namesFound(DECLARED, code)),
    };
  }

  /** What a block says to others once it stays: its own functions and variables are nobody else's. */
  saidBy(name: string, text: string, { start, end }: Span): Said {
    return { words: this.words.within(text, start, end), functions: this.functions.among([name]), variables: [] };
  }

  /** The blocks that something concerns which is said, by the code that stays or by one of these blocks. */
  concernedBy(said: readonly Said[], saidBy: (block: B) => Said): ReadonlySet<B> {
    const concerned = new Set<B>();
    const open = [...said];
    const hear = (block: B) => {
      if (concerned.has(block)) return;
      concerned.add(block);
      open.push(saidBy(block));
    };
    const word = once(this.words, hear);
    const called = once(this.functions, hear);
    const variable = once(this.variables, hear);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      next.words.forEach(word);
      next.functions.forEach(called);
      next.variables.forEach(variable);
    }
    return concerned;
  }
}

/** Tells who waits for a word, the first time that it is said. */
function once<B>(listeners: Listeners<B>, hear: (block: B) => void): (word: string) => void {
  const told = new Set<string>();
  return (word) => {
    if (told.has(word)) return;
    told.add(word);
    listeners.of(word).forEach(hear);
  };
}

/** What a pattern's group holds: the one of two that matched. */
function namesFound(pattern: RegExp, code: string): string[] {
  return Array.from(code.matchAll(pattern), ([, name, other]) => name ?? other ?? '');
}
