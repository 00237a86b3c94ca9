import { allLayers } from '../src/model/graph.ts';
import type { PanelModel } from '../src/protocol.ts';

/** Files, as seen from the document, with layers that the recommended scheme changes and this document cannot. */
export function changedElsewhere({ graph, schemes }: PanelModel): string[] {
  const recommended = schemes.find(({ id }) => id === 'recommended');
  const layers = new Map(allLayers(graph).map((layer) => [layer.id, layer]));
  const files = (recommended?.replacements ?? []).flatMap(({ layer: id, role, initializer }) => {
    const layer = layers.get(id);
    const current = layer?.weights.find((weight) => weight.role === role)?.initializer;
    const isSame = JSON.stringify(current?.spec) === JSON.stringify(initializer.spec);
    return isSame ? [] : (layer?.source.elsewhere?.file ?? []);
  });
  return [...new Set(files)];
}
