import type { Alternative } from '../advice/alternatives.ts';
import type { Analysis } from '../analyser.ts';
import { isKernel, type Layer, layerById, type ModelGraph, type Weight } from '../model/graph.ts';
import type { TextEdit } from '../model/text.ts';

/** A change at the cursor that nothing asks for, but that a person may want. */
export type Rewrite =
  /** Another initialiser that suits. */
  | {
      readonly kind: 'alternative';
      readonly option: string;
      readonly text: string;
      readonly how: Alternative['kind'];
      readonly edits: Edits;
    }
  /** The framework's default, written out. */
  | { readonly kind: 'explicit'; readonly option: string; readonly text: string; readonly edits: Edits }
  /** One constant for what is written several times. */
  | { readonly kind: 'extract'; readonly text: string; readonly edits: Edits };

type Edits = readonly TextEdit[];

/**
 * On a layer's name and between its options for all its kernels, on an initialiser for the weight that it sets, on an
 * activation for the kernels in front of it.
 */
export function rewritesAt(analysis: Analysis, offset: number): Rewrite[] {
  const at = analysis.reading.positionAt(offset);
  const layer = at === null ? undefined : layerById(at.graph, at.layer);
  if (at === null || layer === undefined || at.where === 'other') return [];
  const meant = layer.weights.filter(
    ({ option }) => at.option === null || at.option === 'activation' || at.option === option,
  );
  const kernels = meant.filter(({ role }) => isKernel(role));
  return [
    ...kernels.flatMap((weight) => alternatives(analysis, at.graph, layer, weight)),
    ...kernels.flatMap((weight) => explicit(analysis, at.graph, layer, weight)),
    ...meant.flatMap((weight) => (at.option === weight.option ? extracted(analysis, layer, weight) : [])),
  ];
}

function alternatives(analysis: Analysis, graph: ModelGraph, layer: Layer, weight: Weight): Rewrite[] {
  const { spec } = weight.initializer;
  const written = JSON.stringify(spec);
  return analysis.alternatives(graph, layer.id, weight.role).flatMap(({ initializer, kind }) => {
    if (weight.initializer.explicit && JSON.stringify(initializer) === written) return [];
    const set = setting(analysis, graph, layer, weight, initializer);
    return set === null ? [] : [{ kind: 'alternative', option: weight.option, how: kind, ...set }];
  });
}

function explicit(analysis: Analysis, graph: ModelGraph, layer: Layer, weight: Weight): Rewrite[] {
  if (weight.initializer.explicit || !layer.trainable) return [];
  const set = setting(analysis, graph, layer, weight, weight.initializer.spec);
  return set === null ? [] : [{ kind: 'explicit', option: weight.option, ...set }];
}

function extracted({ reading }: Analysis, layer: Layer, weight: Weight): Rewrite[] {
  const value = layer.source.options[weight.option]?.value;
  const edits = value === undefined ? null : reading.extraction(value);
  return edits === null ? [] : [{ kind: 'extract', text: weight.option, edits }];
}

function setting(
  { reading }: Analysis,
  graph: ModelGraph,
  layer: Layer,
  { role, initializer: { seed } }: Weight,
  initializer: Weight['initializer']['spec'],
): { text: string; edits: Edits } | null {
  const text = reading.spell(graph, initializer);
  const edits = reading.edits(graph, { kind: 'setInitializer', layer: layer.id, role, initializer, seed });
  return text === null || edits === null ? null : { text, edits };
}
