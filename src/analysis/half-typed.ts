import type { JsonNode } from '../frontends/json/node.ts';
import { parseJson } from '../frontends/json/parse.ts';
import { childrenOf } from '../frontends/json/tree.ts';
import { missingText } from '../frontends/script/repair.ts';
import { type Unit, unitsOf } from '../frontends/units.ts';
import type { Language } from '../language.ts';

/** Whether a text lacks what closes it: brackets, quotes or values, as while something is being typed into it. */
export function isHalfTyped(text: string, language: Language): boolean {
  return unitsOf(text, language).units.some(isHalfTypedUnit);
}

/** Of several scripts each lacks what closes it by itself. */
function isHalfTypedUnit(unit: Unit): boolean {
  const { kind, text } = unit;
  if (kind === 'scripts') return unit.blocks.some(({ start, end }) => isOpenScript(text.slice(start, end)));
  if (kind === 'script') return isOpenScript(text);
  const [root, ...others] = parseJson(text, () => 0).roots;
  return root === undefined || others.length > 0 ? text.trim() !== '' : isOpen(text, root);
}

function isOpenScript(text: string): boolean {
  return missingText(text, () => false).length > 0;
}

/** Whether an object or array lacks its closing bracket: it then ends where the last value in it ends. */
function isOpen(text: string, node: JsonNode): boolean {
  if (node.kind !== 'object' && node.kind !== 'array') return false;
  const closer = node.kind === 'object' ? '}' : ']';
  const last = childrenOf(node).at(-1);
  return text[node.end - 1] !== closer || last?.end === node.end || (last !== undefined && isOpen(text, last));
}
