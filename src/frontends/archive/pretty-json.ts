import { numbersAfter, skipBlanks, stringEnd, wordEnd } from '../json/scanner.ts';

/** Deeper levels are indented no further: a file must not be able to ask for more blanks than text. */
const MAX_INDENT = 40;

/**
 * JSON text laid out with a property a line and lists of numbers on one; what is no JSON comes out as it went in.
 * @param level how deep the text will stand.
 */
export function prettyJson(text: string, level: number): string {
  const parts: string[] = [];
  let depth = level;
  const newLine = () => parts.push(`\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`);
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const character = text[at] ?? '';
    const end = tokenEnd(text, at, character);
    const token = text.slice(at, end);
    at = end;
    if (token === '{' || token === '[') {
      parts.push(token);
      depth++;
      newLine();
    } else if (token === '}' || token === ']') {
      depth = Math.max(depth - 1, level);
      newLine();
      parts.push(token);
    } else {
      parts.push(token === ':' ? ': ' : oneLine(token));
      if (token === ',') newLine();
    }
  }
  return parts.join('');
}

/** Empty objects and lists of numbers are taken as a whole. */
function tokenEnd(text: string, at: number, character: string): number {
  if (character === '"') return stringEnd(text, at);
  if (character === '{') {
    const inside = skipBlanks(text, at + 1);
    return text[inside] === '}' ? inside + 1 : at + 1;
  }
  if (character === '[') {
    const { end } = numbersAfter(text, at);
    return text[end] === ']' ? end + 1 : at + 1;
  }
  return '}],:'.includes(character) ? at + 1 : Math.max(wordEnd(text, at), at + 1);
}

/** `[ 1,2 ]` as `[1, 2]`; strings keep their blanks. */
function oneLine(token: string): string {
  if (token.startsWith('{')) return '{}';
  if (!token.startsWith('[')) return token;
  return token.replace(/\s+/g, '').replace(/,/g, ', ');
}
