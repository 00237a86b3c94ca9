import type { Dialect } from '../dialects/dialect.ts';
import type { Layer, LayerId, ModelGraph, Weight } from '../model/graph.ts';
import { applyScheme } from '../model/scheme.ts';
import { properInitializer } from './proper-initializer.ts';
import { rememberedPrediction } from './remembered-prediction.ts';
import { blocksInARow, residualBlocks } from './residual-blocks.ts';
import type { AdviceSettings } from './settings.ts';

/** What residual blocks in a row do to the signal's second moment, in the model as it stands. */
export interface ResidualGrowth {
  /** Blocks in the longest row. */
  readonly blocks: number;
  /** Geometric mean of a block's factor in that row. */
  readonly perBlock: number;
  /** From what enters the row to `at`, its last sum. */
  readonly total: number;
  readonly at: string;
  /** How many times larger the last sum is than with branches of a proper size. */
  readonly excess: number;
}

interface Model {
  readonly graph: ModelGraph;
  readonly dialect: Dialect;
  readonly settings: AdviceSettings;
}

/** Null where the row's growth cannot be told (a signal of 0, no size known). */
export function findResidualGrowth(
  { graph, dialect, settings }: Model,
  ends: readonly { readonly layer: Layer; readonly weight: Weight }[],
): ResidualGrowth | null {
  const row = longestRow(graph);
  if (row === null) return null;
  const replacements = ends.flatMap(({ layer, weight }) => {
    const proper = properInitializer({ graph, layer, weight, dialect, settings });
    if (proper === null) return [];
    const initializer = dialect.initializer(proper.initializer, null, weight);
    return [{ layer: layer.id, role: weight.role, initializer }];
  });
  const found = secondMoments(graph);
  const mended = secondMoments(applyScheme(graph, { id: 'scaled', replacements }));
  const growth = (moments: ReadonlyMap<LayerId, number>) =>
    (moments.get(row.last.id) ?? 0) / (moments.get(row.first.id) ?? 0);
  const [total, excess] = [growth(found), growth(found) / growth(mended)];
  if (!(total > 0) || Number.isNaN(excess)) return null;
  return { blocks: row.blocks, perBlock: total ** (1 / row.blocks), total, at: row.last.name, excess };
}

function secondMoments(graph: ModelGraph): Map<LayerId, number> {
  return new Map(rememberedPrediction(graph).map(({ id, forward }) => [id, forward.secondMoment]));
}

interface Row {
  readonly blocks: number;
  readonly first: Layer;
  readonly last: Layer;
}

/** From the fork of the first block to the sum of the last. */
function longestRow({ layers }: ModelGraph): Row | null {
  const blocks = residualBlocks(layers);
  const inARow = blocksInARow(layers, blocks);
  const longest = Math.max(0, ...inARow.values());
  const members = blocks.filter(({ sum }) => inARow.get(sum.id) === longest);
  const [first, last] = [members[0]?.fork, members.at(-1)?.sum];
  return first === undefined || last === undefined ? null : { blocks: longest, first, last };
}
