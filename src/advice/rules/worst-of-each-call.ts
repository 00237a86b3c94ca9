import type { Layer } from '../../model/graph.ts';

/** Layers that one call makes share its text: only the worst of them speaks. */
export function worstOfEachCall<T extends { readonly layer: Layer; readonly part: string }>(
  items: readonly T[],
  badness: (item: T) => number,
): T[] {
  const worst = new Map<string, T>();
  for (const item of items) {
    const key = `${item.layer.site} ${item.part}`;
    const known = worst.get(key);
    if (known === undefined || badness(item) > badness(known)) worst.set(key, item);
  }
  return [...worst.values()];
}
