import type { ModelGraph } from '../../model/graph.ts';
import type { Span } from './layout.ts';

/** On the way back a layer's gradient is needed from its last consumer's turn to its own; in the graph's order. */
export function gradientSpans(graph: ModelGraph): Span[] {
  const last = graph.layers.length - 1;
  const places = new Map(graph.layers.map(({ id }, i) => [id, i]));
  const from = graph.layers.map((_, i) => last - i);
  graph.layers.forEach(({ inputs }, consumer) => {
    for (const id of inputs) {
      const place = places.get(id) ?? 0;
      from[place] = Math.min(from[place] ?? 0, last - consumer);
    }
  });
  return graph.layers.map((_, i) => ({ from: from[i] ?? 0, to: last - i }));
}
