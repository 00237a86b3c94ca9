import type { Weight } from '../../model/graph.ts';
import { size } from '../../model/shape.ts';
import type { LayerReader } from '../layer-reader.ts';

/**
 * Two factors of a change to a kernel [..., n], which is kept as it is (LoRA, arXiv 2106.09685): [..., rank] and
 * [rank, n]. The second starts at zero, on purpose: these are no kernels that initialisation has to get right.
 */
export function lowRankFactors(layer: LayerReader, kernel: Weight): Weight[] {
  const { options, framework } = layer;
  if (!framework.quirks.lowRank) return [];
  options.accept('loraAlpha');
  if (options.entry('loraRank') === null) return [];
  const rank = options.dimension('loraRank', null);
  const last = kernel.shape.at(-1) ?? 1;
  const factor = { role: 'scale', trueFans: { in: kernel.trueFans.in, out: size(rank) } } as const;
  return [
    layer.fixedWeight({ ...factor, shape: [...kernel.shape.slice(0, -1), rank], fallback: { name: 'heUniform' } }),
    layer.fixedWeight({
      role: 'scale',
      shape: [rank, last],
      trueFans: { in: size(rank), out: kernel.trueFans.out },
      fallback: { name: 'zeros' },
    }),
  ];
}
