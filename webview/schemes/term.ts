/** A formula as plain data: tests read it without a page. */
export type Term =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'row'; readonly parts: readonly Term[] }
  | { readonly kind: 'fraction'; readonly above: Term; readonly below: Term }
  | { readonly kind: 'root'; readonly of: Term }
  | { readonly kind: 'power'; readonly base: Term; readonly exponent: Term }
  | { readonly kind: 'index'; readonly base: Term; readonly index: Term };

export const name = (text: string): Term => ({ kind: 'name', text });
export const number = (text: string): Term => ({ kind: 'number', text });
export const operator = (text: string): Term => ({ kind: 'operator', text });
export const fraction = (above: Term, below: Term): Term => ({ kind: 'fraction', above, below });
export const root = (of: Term): Term => ({ kind: 'root', of });
export const squared = (base: Term): Term => ({ kind: 'power', base, exponent: number('2') });
export const transposed = (base: Term): Term => ({ kind: 'power', base, exponent: name('T') });
export const index = (base: Term, at: string): Term => ({ kind: 'index', base, index: name(at) });

/** Terms one after the other; a text stands for an operator. */
export function row(...parts: readonly (Term | string)[]): Term {
  return { kind: 'row', parts: parts.map((part) => (typeof part === 'string' ? operator(part) : part)) };
}

/** A formula in one line of text, for those who read it without MathML, and for tests. */
export function plainText(term: Term): string {
  switch (term.kind) {
    case 'name':
    case 'number':
      return term.text;
    case 'operator':
      return term.text;
    case 'row':
      return term.parts.map((part, i) => spaced(part, term.parts[i - 1])).join('');
    case 'fraction':
      return `${grouped(term.above)} / ${grouped(term.below)}`;
    case 'root':
      return `√(${plainText(term.of)})`;
    case 'power':
      return term.exponent.kind === 'number' ? `${plainText(term.base)}²` : `${plainText(term.base)}ᵀ`;
    case 'index':
      return `${plainText(term.base)}_${plainText(term.index)}`;
  }
}

/** An operator between two terms has room around it, a sign has none. */
function spaced(part: Term, before: Term | undefined): string {
  if (part.kind !== 'operator') return plainText(part);
  if (part.text === ',') return ', ';
  return SPACED.has(part.text) && !isSign(before) ? ` ${part.text} ` : part.text;
}

/** Whether an operator is a sign of what follows: it stands behind another operator, or behind nothing. */
export function isSign(before: Term | undefined): boolean {
  return before === undefined || before.kind === 'operator';
}

const SPACED = new Set(['=', '+', '−', '·', '~', '≤', '≈', '×']);

function grouped(term: Term): string {
  const isSum = term.kind === 'row' && term.parts.some((part) => part.kind === 'operator' && SPACED.has(part.text));
  return isSum ? `(${plainText(term)})` : plainText(term);
}
