import { isSign, type Term } from './term.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** A formula as MathML, which browsers set and screen readers read out. */
export function mathOf(term: Term): Element {
  const math = node('math', [content(term)]);
  math.setAttribute('display', 'block');
  return math;
}

function content(term: Term): Element {
  switch (term.kind) {
    case 'name':
      return node('mi', [term.text]);
    case 'number':
      return node('mn', [term.text]);
    case 'operator':
      return node('mo', [term.text]);
    case 'row':
      return node(
        'mrow',
        term.parts.map((part, i) => inRow(part, term.parts[i - 1])),
      );
    case 'fraction':
      return node('mfrac', [content(term.above), content(term.below)]);
    case 'root':
      return node('msqrt', [content(term.of)]);
    case 'power':
      return node('msup', [content(term.base), content(term.exponent)]);
    case 'index':
      return node('msub', [content(term.base), content(term.index)]);
  }
}

/** A browser cannot know that a minus behind a bracket is a sign. */
function inRow(part: Term, before: Term | undefined): Element {
  const made = content(part);
  if (part.kind === 'operator' && part.text === '−' && isSign(before)) made.setAttribute('form', 'prefix');
  return made;
}

/** Strings become text, never markup. */
function node(tag: string, children: readonly (Element | string)[]): Element {
  const made = document.createElementNS(MATHML, tag);
  made.append(...children);
  return made;
}
