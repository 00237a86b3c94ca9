import type { SyntaxNode } from './syntax.ts';

/**
 * Whether a call is written whole, and may so be changed. Where the parser made no sense of a part, or the text lacks one,
 * an edit may take away what only seems to belong to it, or change what the parser makes of the rest.
 */
export function isWhole(call: SyntaxNode): boolean {
  const open = [call];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'ERROR' || node.start === node.end) return false;
    open.push(...node.children);
  }
  return true;
}
