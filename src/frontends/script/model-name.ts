import type { ModelValue } from './framework-values.ts';
import type { Value } from './values.ts';

/** Names that say nothing about the model, so that the function that makes it names it better. */
const PLAIN_NAME = /^(?:[_#]*|this)(?:model|net|network|nn|m|seq|sequential|result)$/i;

/** Methods that say only that they make the model of their class. */
const PLAIN_METHOD =
  /^[_#]*(?:build|create|make|init|get|setup|define|compile|construct)(?:_?(?:model|network|net|nn))?$/i;

/** What the user calls the model: its `name` option, the variable that holds it, the function that makes it. */
export function modelName({ name, label, madeIn }: ModelValue): string {
  if (name !== null) return name;
  if (label !== null && !(PLAIN_NAME.test(label) && madeIn.function !== null)) return label;
  if (madeIn.class !== null && PLAIN_METHOD.test(madeIn.function ?? '')) return madeIn.class;
  return madeIn.function ?? 'model';
}

/** Items of a list that are looked at for models: lists of data are long. */
const MAX_NAMED = 32;

/** Calls a model after the variable or property that it is first put into, and those of a list after their place. */
export function nameModels(value: Value, name: string): void {
  if (value.kind === 'model') value.label ??= name;
  if (value.kind === 'list') {
    for (const [index, item] of value.items.slice(0, MAX_NAMED).entries()) {
      if (item.value.kind === 'model') item.value.label ??= `${name}[${index}]`;
    }
  }
  if (value.kind !== 'object' || value.class !== null) return;
  for (const [key, { value: part }] of [...value.properties].slice(0, MAX_NAMED)) {
    if (part.kind === 'model') part.label ??= key;
  }
}
