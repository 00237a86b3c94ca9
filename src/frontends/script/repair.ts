import type { Span } from '../../model/text.ts';
import type { Insertion } from './mended-text.ts';
import { CLOSER, HEAD, missingInFor, type OpenBracket } from './open-bracket.ts';
import { endsExpression, nextToken, type Token } from './tokens.ts';

/** What a line can begin with that goes on with nothing before it. */
const STARTS_ITEM = /^(?:[\w$"'[{`@]|\.\.\.)/;
const LINE_BREAK = 10;
const PARTS = new Set(['of', 'in', '=', ';']);
const LABELS = new Set(['case', 'default']);
/** Words behind which a brace holds no statements. */
const BEFORE_OBJECT = new Set(['return', 'default', 'in', 'of', 'yield', 'await', 'typeof', 'case', 'as', 'satisfies']);
/** Marks behind which a brace holds statements: `]` and `>` end the type that a function returns. */
const BEFORE_BLOCK = new Set([')', '=>', ';', '}', '{', '>', ']']);
/** Marks behind which a value may stand on the next line. */
const ASKS_OPERAND = new Set([':', '=', '+', '*', '%', '/', '&', '|', '<', '>', '?', '-', '=>']);
const STATEMENT_WORD = new Set(
  'const let var return if for while do throw switch try import export break continue'.split(' '),
);

/**
 * What a script under the cursor lacks: closing brackets and quotes, and values after `:`, `=` or `.`. Where a bracket
 * should have been closed is told by the bracket that closes around it, by indentation, and by lines that can only
 * start a statement. Deliberately lexical: the grammar's own recovery may swallow the rest of the file.
 * @param left stretches, in order, that are not parsed: nothing is looked for in them.
 */
export function missingText(text: string, stop: () => boolean, left: readonly Span[] = []): readonly Insertion[] {
  const mender = new Mender(text, left);
  let read = 0;
  for (let token = mender.next(); token !== null; token = mender.next()) {
    if (++read % 4096 === 0 && stop()) break;
    mender.take(token);
  }
  mender.finish();
  return mender.insertions;
}

class Mender {
  readonly insertions: Insertion[] = [];
  private readonly text: string;
  private readonly left: readonly Span[];
  /** How many of them lie behind. */
  private passed = 0;
  /** The file itself is the outermost block; it is never closed. */
  private readonly open: OpenBracket[] = [
    { bracket: '{', block: true, indent: -1, items: 0, head: null, parts: new Set() },
  ];
  private previous: Token | null = null;
  private beforePrevious: Token | null = null;
  /** Whether a `case` or `default` waits for its colon. */
  private inLabel = false;
  /** Behind the last colon that ended one: a brace there holds statements. */
  private labelEnd = -1;
  private at = 0;
  private indent = 0;

  constructor(text: string, left: readonly Span[]) {
    this.text = text;
    this.left = left;
  }

  next(): Token | null {
    for (;;) {
      const token = nextToken(this.text, this.at, this.previous);
      if (token === null) return null;
      const left = this.left[this.passed];
      if (left === undefined || token.start < left.start) {
        this.at = token.end;
        return token;
      }
      this.pass(left);
    }
  }

  /** What is left out from a margin on is a statement of its own: it ends what stands open before it. */
  private pass({ start, end }: Span): void {
    this.passed++;
    if (this.at <= start && (start === 0 || this.text.charCodeAt(start - 1) === LINE_BREAK)) {
      this.indent = 0;
      this.closeToBlock();
    }
    this.at = Math.max(this.at, end);
  }

  take(token: Token): void {
    if (token.kind === 'comment') {
      if (!token.closed) this.insert(token.end, '*/');
      return;
    }
    const startsLine = this.startsLine(token);
    if (startsLine) this.inLabel = false;
    if (startsLine) this.indent = token.start - this.text.lastIndexOf('\n', token.start) - 1;
    const word = this.textOf(token);
    if (PARTS.has(word)) this.notePart(word);
    if (startsLine && STARTS_ITEM.test(word)) this.item(token, word);
    if (token.kind === 'punctuator') this.punctuator(word, startsLine);
    else if (!token.closed) token = this.close(token);
    else if (LABELS.has(word)) this.inLabel = this.open.at(-1)?.block === true;
    this.beforePrevious = this.previous;
    this.previous = token;
  }

  finish(): void {
    this.value();
    while (this.open.length > 1) this.closeInnermost();
  }

  private notePart(word: string): void {
    const parts = this.open.at(-1)?.parts;
    if (parts !== undefined) parts.add(word === ';' && parts.has(';') ? ';;' : word);
  }

  private punctuator(text: string, startsLine: boolean): void {
    if (text === '(' || text === '[' || text === '{') {
      const word = text === '(' ? this.textOf(this.previous) : '';
      const head = HEAD.test(word) ? word : null;
      const block = text === '{' && this.opensBlock();
      this.open.push({ bracket: text, block, indent: this.indent, items: null, head, parts: new Set() });
    } else if (text === ')' || text === ']' || text === '}') {
      this.value();
      this.closer(text, startsLine);
    } else if (text === ',' || text === ';') this.value();
    else if (text === ':' && this.inLabel && this.open.at(-1)?.block === true) {
      this.inLabel = false;
      this.labelEnd = this.at;
    }
  }

  /** Closes what stands open inside the bracket that this one closes. */
  private closer(text: string, startsLine: boolean): void {
    const own = this.innermost(
      ({ bracket, indent }) => CLOSER[bracket] === text && !(startsLine && text === '}' && indent > this.indent),
    );
    const block = this.innermost((bracket) => bracket.block);
    if (own <= 0 || (own < block && text !== '}')) return;
    while (this.open.length > own + 1) this.closeInnermost();
    // What a head of several lines opens is closed where the head begins.
    this.indent = Math.min(this.indent, this.open.pop()?.indent ?? 0);
  }

  /** Depth of the innermost open bracket of a kind, -1 if there is none. */
  private innermost(is: (bracket: OpenBracket) => boolean): number {
    let depth = this.open.length - 1;
    for (let at = this.open[depth]; at !== undefined && !is(at); at = this.open[depth]) depth--;
    return depth;
  }

  private closeInnermost(): void {
    const innermost = this.open.pop();
    if (innermost === undefined) return;
    const missing = innermost.head === 'for' ? missingInFor(innermost.parts, this.textOf(this.previous)) : '';
    const body = innermost.head === null ? '' : ' {}';
    this.insert(this.previous?.end ?? 0, missing + CLOSER[innermost.bracket] + body);
  }

  private closeToBlock(): void {
    this.value();
    while (this.open.at(-1)?.block === false) this.closeInnermost();
  }

  /** Gives what asks for a value (`units:`, `tf.`, `a +`) one, where none follows. */
  private value(): void {
    if (this.previous === null) return;
    const text = this.textOf(this.previous);
    const casts = this.previous.kind === 'word' && (text === 'as' || text === 'satisfies');
    // Behind a comma or a dot they are names.
    if (casts && endsExpression(this.text, this.beforePrevious)) this.insert(this.previous.end, ' any');
    if (this.previous.kind !== 'punctuator') return;
    if (text === '.' || text === '?.') this.insert(this.previous.end, 'missing');
    else if (text === '=>') this.insert(this.previous.end, ' undefined');
    else if (/^[:=+*%/&|<?-]$/.test(text) && this.open.at(-1)?.block !== true)
      this.insert(this.previous.end, ' undefined');
    else if (text === '=') this.insert(this.previous.end, ' undefined');
    else if (text === '...') this.insert(this.previous.end, '[]');
  }

  /** A line that starts an item of a bracket further out, or a statement, ends what stands open before it. */
  private item(token: Token, word: string): void {
    const own = this.innermost((bracket) => bracket.items === this.indent);
    if (this.goesOn(token, word, own)) return;
    if (this.open[own]?.block === false && !this.isStatementWord(token, word)) this.nextItem(own);
    else if (this.startsStatement(token, word)) this.closeToBlock();
    else if (own === this.open.length - 1 && this.dangles(token)) this.value();
    else if (this.open.at(-1)?.block === false && this.cannotGoOn(word)) this.closeToBlock();
    const innermost = this.open.at(-1);
    if (innermost !== undefined) innermost.items ??= this.indent;
  }

  /** Whether the line is what the one before asks for: an operand on a line of its own, as formatters break long ones. */
  private goesOn(token: Token, word: string, list: number): boolean {
    const innermost = this.open.at(-1);
    if (innermost === undefined || innermost.block || word === '...') return false;
    if (!ASKS_OPERAND.has(this.textOf(this.previous)) || this.isStatementWord(token, word)) return false;
    const isOwnItem = list !== this.open.length - 1 || innermost.bracket === '{';
    if (this.indent <= innermost.indent || (list !== -1 && isOwnItem)) return false;
    return this.textOf(this.previous) === '?' || innermost.bracket !== '{' || this.after(token) !== ':';
  }

  /** Whether a word begins a statement, and is no key of an object and no part of a loop's head. */
  private isStatementWord(token: Token, word: string): boolean {
    const innermost = this.open.at(-1);
    if (!STATEMENT_WORD.has(word) || innermost?.head === 'for') return false;
    return innermost?.block === true || !/^[:?]$/.test(this.after(token));
  }

  private nextItem(list: number): void {
    if (this.textOf(this.previous) !== ',') this.value();
    const closes = this.open.length > list + 1;
    while (this.open.length > list + 1) this.closeInnermost();
    const separated = /^[,([{]$/.test(this.textOf(this.previous)) && !closes;
    if (!separated && (closes || endsExpression(this.text, this.previous) || this.dangles(null))) {
      this.insert(this.previous?.end ?? 0, ',');
    }
  }

  /** Whether a line that starts with the token can only be a statement, so that it leaves the brackets around it. */
  private startsStatement(token: Token, word: string): boolean {
    const innermost = this.open.at(-1);
    if (innermost === undefined || innermost.block || token.kind !== 'word') return false;
    if (this.isStatementWord(token, word)) return true;
    const next = this.after(token);
    if (next !== '.' && next !== '=') return false;
    // A pattern's default, as in `({ units = 64,`.
    if (next === '=' && /^[{,]$/.test(this.textOf(this.previous))) return this.isOutdented(innermost);
    return innermost.bracket === '{' || this.isOutdented(innermost);
  }

  /** Whether the line stands where the statements around an open bracket do, not where its items would. */
  private isOutdented(innermost: OpenBracket): boolean {
    const block = this.open[this.innermost((bracket) => bracket.block)];
    return this.indent <= innermost.indent && block?.items === this.indent;
  }

  /** Whether a value ends before the word: then only an operator or a comma could go on. */
  private cannotGoOn(word: string): boolean {
    return (
      endsExpression(this.text, this.previous) &&
      /^[\w$]/.test(word) &&
      !/^(?:as|satisfies|in|of|instanceof)$/.test(word)
    );
  }

  /** Whether the text before asks for a name or value, and the token is a statement of its own (`x = ...`). */
  private dangles(token: Token | null): boolean {
    if (!/^(?:\.|\?\.|=|:)$/.test(this.textOf(this.previous))) return false;
    if (token === null) return true;
    const after = this.after(token);
    return after === '.' || after === '=' || STATEMENT_WORD.has(this.textOf(token));
  }

  /** The text of the token behind one, `==` for a comparison; empty at the end. */
  private after(token: Token): string {
    const after = nextToken(this.text, token.end, token);
    const text = this.textOf(after);
    return text === '=' && this.text[after?.end ?? 0] === '=' ? '==' : text;
  }

  private textOf(token: Token | null): string {
    return token === null ? '' : this.text.slice(token.start, token.end);
  }

  /** Ends a string that the line ends: before the closing brackets that it would swallow, if nothing else follows. */
  private close(token: Token): Token {
    const quote = this.text[token.start] ?? "'";
    const rest = /^[^\S\n]*[\w$-]*(?=[^\S\n]*[)\]},;\s]*$)/.exec(this.text.slice(token.start + 1, token.end));
    const end = token.kind === 'string' && rest !== null ? token.start + 1 + rest[0].length : token.end;
    this.insert(end, quote);
    this.at = end;
    return { ...token, end, closed: true };
  }

  private startsLine(token: Token): boolean {
    const from = this.previous?.end ?? 0;
    for (let at = token.start - 1; at >= from; at--) if (this.text.charCodeAt(at) === LINE_BREAK) return true;
    return false;
  }

  /** Whether an opening brace at this place holds statements: behind `)`, `=>`, a word or another statement. */
  private opensBlock(): boolean {
    if (this.previous === null) return true;
    const text = this.text.slice(this.previous.start, this.previous.end);
    if (this.previous.kind === 'word') return !BEFORE_OBJECT.has(text);
    if (this.previous.kind !== 'punctuator') return this.previous.kind !== 'comment';
    if (text === ':') return this.previous.end === this.labelEnd;
    return BEFORE_BLOCK.has(text);
  }

  private insert(at: number, text: string): void {
    this.insertions.push({ at: Math.max(at, this.insertions.at(-1)?.at ?? 0), text });
  }
}
