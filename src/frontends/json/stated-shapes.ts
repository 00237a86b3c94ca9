import { ASSUMED_EXTENT } from '../../dialects/assumptions.ts';
import { type Dimension, isSize, type Shape } from '../../model/shape.ts';
import type { Found } from './follower.ts';
import type { JsonNode, JsonObject } from './node.ts';
import { itemsOf, numberOf, valueIn } from './tree.ts';

/** Output shapes that a file states where one layer refers to another, or says what it was built with. */
export class StatedShapes {
  private readonly shapes = new Map<number, (Shape | null)[]>();

  /** Takes up what a layer says of its inputs. */
  note(inputs: readonly (Found | null)[], layer: JsonObject): void {
    const built = valueIn(valueIn(layer, 'build_config'), 'input_shape');
    const isOne = itemsOf(built).every((item) => item.kind !== 'array');
    for (const [i, found] of inputs.entries()) {
      if (found === null) continue;
      const own = isOne ? (inputs.length === 1 ? built : null) : (itemsOf(built)[i] ?? null);
      const shape = shapeIn(found.shape) ?? shapeIn(own);
      if (shape === null || !isSize(found.tensor, 0) || found.tensor > MOST_OUTPUTS) continue;
      const known = this.shapes.get(found.key) ?? [];
      this.shapes.set(found.key, known);
      while (known.length < found.tensor) known.push(null);
      known[found.tensor] ??= shape;
    }
  }

  of(key: number): readonly (Shape | null)[] {
    return this.shapes.get(key) ?? [];
  }
}

/** More outputs than a layer has: a number from a file must not make a list that long. */
const MOST_OUTPUTS = 1000;

/** `[null, 28, 28, 3]` without its batch. */
function shapeIn(node: JsonNode | null): Shape | null {
  const items = itemsOf(node);
  if (items.length === 0 || items[0]?.kind === 'array') return null;
  return items.slice(1).map((item, i): Dimension => {
    const extent = numberOf(item);
    if (extent !== null && isSize(extent)) return extent;
    // Named as the input's open sizes are: it is one of them.
    return { name: `batch_input_shape[${i}]`, assumed: ASSUMED_EXTENT };
  });
}
