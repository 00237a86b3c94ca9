import type { LayerId } from '../model/graph.ts';

/** `Conv2D` to `conv2d`, `BatchNormalization` to `batch_normalization`: how the frameworks name layers. */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** What an id is made of; `sharedWith` is the index of the first use of the same layer. */
export interface Named {
  readonly name: string | null;
  readonly className: string;
  readonly sharedWith: number | null;
  /** Settled before; null if not. */
  readonly id?: LayerId | null;
}

/**
 * Ids for the layers of one graph: the explicit name where only one layer has it, else the class and a number; a
 * further use of a layer has the first one's id and the number of the use (`encoder#2`).
 * @param layers in the order of the graph.
 */
export function layerIds(layers: readonly Named[]): LayerId[] {
  const uses = new Map<string, number>();
  for (const { name, sharedWith } of layers) {
    if (name !== null && sharedWith === null) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const settled = new Set(layers.flatMap(({ id }) => id ?? []));
  const counts = new Map<string, number>();
  const ids: LayerId[] = [];
  const numbered = (stem: string, separator: string, from: number): LayerId => {
    let id: string;
    do {
      const number = (counts.get(stem) ?? from) + 1;
      counts.set(stem, number);
      id = `${stem}${separator}${number}`;
    } while (uses.has(id) || settled.has(id));
    return id;
  };
  for (const { id, name, className, sharedWith } of layers) {
    const first = sharedWith === null ? undefined : ids[sharedWith];
    if (id !== undefined && id !== null) ids.push(id);
    else if (first !== undefined) ids.push(numbered(first, '#', 1));
    else if (name !== null && uses.get(name) === 1 && !settled.has(name)) ids.push(name);
    else ids.push(numbered(snakeCase(className), '_', 0));
  }
  return ids;
}
