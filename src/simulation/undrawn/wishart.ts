import type { Work } from '../operator.ts';
import type { RandomSource } from '../random/xoshiro.ts';
import { inSlices } from '../slices.ts';

/**
 * In slices: adds a standard Wishart matrix to the lower half of `target`: the Gram matrix of `size` independent standard normal
 * vectors of `dimensions` elements. By Bartlett's decomposition (1933) where there are more of those than vectors.
 * @param target size x size. @param scratch as large.
 */
export function* addWishart(
  target: Float64Array,
  size: number,
  dimensions: number,
  generator: RandomSource,
  scratch: Float64Array,
): Work {
  if (dimensions <= 0) return;
  const width = Math.min(size, dimensions);
  yield* inSlices(size, 4 * width, (from, to) => {
    for (let i = from; i < to; i++) {
      for (let j = 0; j < width; j++) {
        const isBartlett = dimensions >= size && j >= i;
        const diagonal = isBartlett && j === i;
        scratch[i * width + j] = diagonal
          ? Math.sqrt(chiSquare(dimensions - i, generator))
          : isBartlett
            ? 0
            : generator.normal();
      }
    }
  });
  yield* inSlices(size, (size * width) / 2, (from, to) => {
    for (let i = from; i < to; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let p = 0; p < width; p++) sum += (scratch[i * width + p] ?? 0) * (scratch[j * width + p] ?? 0);
        target[i * size + j] = (target[i * size + j] ?? 0) + sum;
      }
    }
  });
}

/** Twice a gamma variable of half the degrees of freedom (Marsaglia & Tsang 2000, "A simple method for generating gamma variables"). */
export function chiSquare(freedom: number, generator: RandomSource): number {
  if (freedom === 1) return generator.normal() ** 2;
  const d = freedom / 2 - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = generator.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(generator.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
