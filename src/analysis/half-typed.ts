import { parseJson } from '../frontends/json/parse.ts';
import { isWhole } from '../frontends/json/whole-value.ts';
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
  return root === undefined || others.length > 0 ? text.trim() !== '' : !isWhole(text, root);
}

function isOpenScript(text: string): boolean {
  return missingText(text, () => false).length > 0;
}
