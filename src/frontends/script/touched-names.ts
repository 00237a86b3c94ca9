/** Names that a stretch of code has to do with, as far as its characters tell; strings and comments count as code. */
export interface TouchedNames {
  /** What it changes besides its own variables: what is assigned, counted up or down, or put into. */
  readonly changes: readonly string[];
  /** What it calls, or makes something of. */
  readonly calls: readonly string[];
  /** Variables from around it whose methods it calls: they may change them. */
  readonly receivers: readonly string[];
}

/** Methods that change the list or map that they are called on. */
const CHANGING = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'set', 'delete', 'clear']);

/** What stands behind a name that is given a value. */
const ASSIGNMENT = /(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])|\+\+|--/y;

const TYPE_ARGUMENTS = /<[\w$<>, .]*>\s*\(/y;

/** A name by its place in the code: its text is made only where it is asked for, which it seldom is. */
interface Place {
  start: number;
  end: number;
  isProperty: boolean;
}

/**
 * Walks over the code once, name by name.
 * @param known names that are the code's own, such as its parameters.
 * @param from where the code begins in the text: at its start, at a margin, or behind a bracket.
 * @param to where it ends: at the text's end, or before a bracket.
 */
export function touchedNames(code: string, known: ReadonlySet<string>, from = 0, to = code.length): TouchedNames {
  const own = new Set(known);
  const changes: { readonly name: string; readonly isProperty: boolean }[] = [];
  const calls: string[] = [];
  const receivers: string[] = [];
  /** The first name of the chain. */
  const root: Place = { start: from, end: from, isProperty: false };
  const before: Place = { start: from, end: from, isProperty: false };
  for (let at = nextName(code, from, to); at < to; ) {
    const end = nameEnd(code, at);
    const isProperty = code.charCodeAt(at - 1) === DOT;
    if (!isProperty) {
      root.start = at;
      root.end = end;
      if (declares(code, before)) own.add(code.slice(at, end));
    }
    const next = skipBlanks(code, end);
    if (isAssigned(code, next) || isCounted(code, at)) changes.push({ name: code.slice(at, end), isProperty });
    if (isCalled(code, next)) {
      const name = code.slice(at, end);
      calls.push(name);
      if (isProperty) receivers.push(code.slice(root.start, root.end));
      if (isProperty && CHANGING.has(name)) {
        changes.push({ name: code.slice(before.start, before.end), isProperty: before.isProperty });
      }
    }
    before.start = at;
    before.end = end;
    before.isProperty = isProperty;
    at = nextName(code, end, to);
  }
  return {
    changes: changes.filter(({ name, isProperty }) => isProperty || !own.has(name)).map(({ name }) => name),
    calls,
    receivers: receivers.filter((name) => !own.has(name)),
  };
}

/** Whether a name is one of the words that variables are declared with. */
function declares(code: string, { start, end }: Place): boolean {
  if (end - start === 5) return code.startsWith('const', start);
  return end - start === 3 && (code.startsWith('let', start) || code.startsWith('var', start));
}

function isCalled(code: string, at: number): boolean {
  const character = code.charCodeAt(at);
  return character === PARENTHESIS || (character === ANGLE && isAt(TYPE_ARGUMENTS, code, at));
}

const [PARENTHESIS, PLUS, MINUS, DOT, ANGLE] = [40, 43, 45, 46, 60];

/** Whether an assignment stands at an offset: few characters begin one, and the pattern is tried behind these alone. */
function isAssigned(code: string, at: number): boolean {
  return characterKind(code.charCodeAt(at)) === OPERATOR && isAt(ASSIGNMENT, code, at);
}

/** `++name`, and every part of `++a.b`. */
function isCounted(code: string, at: number): boolean {
  const before = code.charCodeAt(at - 1);
  if (before !== PLUS && before !== MINUS && before !== DOT) return false;
  let start = at;
  while (start > 0 && (isNameCharacter(code.charCodeAt(start - 1)) || code.charCodeAt(start - 1) === DOT)) start--;
  const sign = code.charCodeAt(start - 1);
  return (sign === PLUS || sign === MINUS) && code.charCodeAt(start - 2) === sign;
}

function isAt(pattern: RegExp, code: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(code);
}

function nextName(code: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isNameCharacter(code.charCodeAt(at))) at++;
  return at;
}

function nameEnd(code: string, from: number): number {
  let at = from;
  while (at < code.length && isNameCharacter(code.charCodeAt(at))) at++;
  return at;
}

function skipBlanks(code: string, from: number): number {
  let at = from;
  while (at < code.length && code.charCodeAt(at) <= 32) at++;
  return at;
}

/** Letters, digits, `_`, `$`, and all that is not ASCII. */
function isNameCharacter(character: number): boolean {
  return characterKind(character) === NAME;
}

const NAME = 1;
const OPERATOR = 2;

function characterKind(character: number): number {
  return character < 128 ? (KINDS[character] ?? 0) : NAME;
}

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[\w$]/.test(character)) return NAME;
  return '=+-*/%&|^<>?'.includes(character) ? OPERATOR : 0;
});
