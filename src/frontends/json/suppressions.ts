import type { Span, TextEdit } from '../../model/text.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { insertProperty, replaceValue } from './property-edits.ts';
import { findProperty, itemsOf, objectAt, valueIn } from './tree.ts';

/**
 * JSON has no comments to silence rules with: an object says `"_initLens": { "disable": ["RULE"] }` for itself and all that
 * is in it. It stands beside `class_name`, or at the document's root, where every loader passes over what it does not know;
 * among a layer's options Keras would refuse it.
 */
const KEY = '_initLens';
const DISABLE = 'disable';

/** Whether the object at that place, or one around it, silences the rule; an empty list silences every rule. */
export function isSilenced(roots: readonly JsonNode[], place: Span, rule: string): boolean {
  for (let node: JsonNode | null = objectAt(roots, place); node !== null; node = node.parent) {
    const disabled = valueIn(valueIn(node, KEY), DISABLE);
    const names = disabled?.kind === 'string' ? [disabled] : itemsOf(disabled);
    const isEmpty = disabled?.kind === 'array' && names.length === 0;
    if (isEmpty || names.some(({ kind, ...name }) => kind === 'string' && 'value' in name && name.value === rule)) {
      return true;
    }
  }
  return false;
}

/** Silences a rule in the object: one more name in the list that is there, or a list of its own. */
export function silencingEdits(text: string, object: JsonObject, rule: string): TextEdit[] | null {
  const property = findProperty(object, KEY);
  if (property === null) return insertProperty(text, object, KEY, { [DISABLE]: [rule] });
  const written = itemsOf(valueIn(property.value, DISABLE)).flatMap((item) =>
    item.kind === 'string' && typeof item.value === 'string' ? [item.value] : [],
  );
  return replaceValue(text, object, property, { [DISABLE]: [...written, rule] });
}
