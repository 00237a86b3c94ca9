import type { LayerId, ModelGraph } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';

/** Of every layer's output, without batch. */
export type Shapes = ReadonlyMap<LayerId, readonly number[]>;

/** Known shapes; where one cannot be told the input's is kept, with the layer's units as the last dimension. */
export function layerShapes(graph: ModelGraph): Shapes {
  const shapes = new Map<LayerId, readonly number[]>();
  for (const layer of graph.layers) {
    const [first] = layer.inputs;
    const entering = (first === undefined ? undefined : shapes.get(first)) ?? [1];
    const guessed = layer.operation.kind === 'dense' ? [...entering.slice(0, -1), layer.operation.units] : entering;
    const known = layer.outputShape === null ? guessed : sizes(layer.outputShape);
    shapes.set(
      layer.id,
      known.map((size) => Math.max(1, Math.round(size))),
    );
  }
  return shapes;
}
