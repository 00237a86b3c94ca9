/** Names that a stretch of code has to do with, as far as its characters tell; strings and comments count as code. */
export interface TouchedNames {
  /** What it changes besides its own variables: what is assigned, counted up or down, or put into. */
  readonly changes: readonly string[];
  /** What it calls, or makes something of. */
  readonly calls: readonly string[];
  /** Variables from around it whose methods it calls: they may change them. */
  readonly receivers: readonly string[];
}

const DECLARING = new Set(['const', 'let', 'var']);

/** Methods that change the list or map that they are called on. */
const CHANGING = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'set', 'delete', 'clear']);

/** What stands behind a name that is given a value. */
const ASSIGNMENT = /(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>])|\+\+|--/y;

const TYPE_ARGUMENTS = /<[\w$<>, .]*>\s*\(/y;

/**
 * Walks over the code once, name by name.
 * @param known names that are the code's own, such as its parameters.
 */
export function touchedNames(code: string, known: ReadonlySet<string>): TouchedNames {
  const own = new Set(known);
  const changes: { readonly name: string; readonly isProperty: boolean }[] = [];
  const calls: string[] = [];
  const receivers: string[] = [];
  let root = '';
  let before = '';
  let beforeIsProperty = false;
  for (let at = nextName(code, 0); at < code.length; ) {
    const end = nameEnd(code, at);
    const name = code.slice(at, end);
    const isProperty = code[at - 1] === '.';
    if (!isProperty) root = name;
    if (DECLARING.has(before) && !isProperty) own.add(name);
    const next = skipBlanks(code, end);
    if (isAssigned(code, next) || isCounted(code, at)) changes.push({ name, isProperty });
    if (code[next] === '(' || (code[next] === '<' && isAt(TYPE_ARGUMENTS, code, next))) {
      calls.push(name);
      if (isProperty) receivers.push(root);
      if (isProperty && CHANGING.has(name)) changes.push({ name: before, isProperty: beforeIsProperty });
    }
    before = name;
    beforeIsProperty = isProperty;
    at = nextName(code, end);
  }
  return {
    changes: changes.filter(({ name, isProperty }) => isProperty || !own.has(name)).map(({ name }) => name),
    calls,
    receivers: receivers.filter((name) => !own.has(name)),
  };
}

/** Whether an assignment stands at an offset: few characters begin one, and the pattern is tried behind these alone. */
function isAssigned(code: string, at: number): boolean {
  return characterKind(code.charCodeAt(at)) === OPERATOR && isAt(ASSIGNMENT, code, at);
}

/** `++name`, and every part of `++a.b`. */
function isCounted(code: string, at: number): boolean {
  const before = code[at - 1];
  if (before !== '+' && before !== '-' && before !== '.') return false;
  let start = at;
  while (start > 0 && (isNameCharacter(code.charCodeAt(start - 1)) || code[start - 1] === '.')) start--;
  const sign = code[start - 1];
  return (sign === '+' || sign === '-') && code[start - 2] === sign;
}

function isAt(pattern: RegExp, code: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(code);
}

function nextName(code: string, from: number): number {
  let at = from;
  while (at < code.length && !isNameCharacter(code.charCodeAt(at))) at++;
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
