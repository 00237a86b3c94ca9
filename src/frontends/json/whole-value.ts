import type { Span } from '../../model/text.ts';
import type { JsonNode } from './node.ts';
import { childrenOf, propertiesOf } from './tree.ts';

/**
 * Whether a value is written whole, with all that is in it, and may so be changed: where a quote or a bracket is missing, what
 * seems to belong to it may be something else half typed.
 */
export function isWhole(text: string, value: JsonNode): boolean {
  const open = [value];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isClosed(text, node)) return false;
    for (const child of childrenOf(node)) open.push(child);
  }
  return true;
}

function isClosed(text: string, node: JsonNode): boolean {
  switch (node.kind) {
    case 'object':
      return endsWith(text, node, '}') && propertiesOf(node).every(({ key }) => isQuoted(text, key));
    case 'array':
      return endsWith(text, node, ']');
    case 'string':
      return isQuoted(text, node);
    default:
      return true;
  }
}

/** Without its own bracket a value ends where the last one in it does. */
function endsWith(text: string, node: JsonNode, bracket: string): boolean {
  return text[node.end - 1] === bracket && childrenOf(node).at(-1)?.end !== node.end;
}

/** A script that describes a model has its own quotes, and names without any. */
function isQuoted(text: string, { start, end }: Span): boolean {
  const quote = text[start] ?? '';
  if (!/["'`]/.test(quote)) return true;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === '\\') backslashes++;
  return end - start > 1 && text[end - 1] === quote && backslashes % 2 === 0;
}
