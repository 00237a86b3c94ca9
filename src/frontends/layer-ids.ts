import type { LayerId } from '../model/graph.ts';

/** `Conv2D` to `conv2d`, `BatchNormalization` to `batch_normalization`: how the frameworks name layers. */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/**
 * Ids for the layers of one graph: the explicit name where only one layer has it, else the class and a number.
 * @param layers in the order of the graph.
 */
export function layerIds(layers: readonly { readonly name: string | null; readonly className: string }[]): LayerId[] {
  const uses = new Map<string, number>();
  for (const { name } of layers) if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
  const counts = new Map<string, number>();
  return layers.map(({ name, className }) => {
    if (name !== null && uses.get(name) === 1) return name;
    const kind = snakeCase(className);
    let id: string;
    do {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      id = `${kind}_${number}`;
    } while (uses.has(id));
    return id;
  });
}
