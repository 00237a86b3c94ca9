import type { CarriedMask } from './cell-masks.ts';

/** Units of a GRU that fare alike over all steps. */
export interface UnitKind {
  /** Their share of all. */
  readonly weight: number;
  /** What the mask multiplies their state with at every step. */
  readonly factor: number;
  /** What of their update gate's sum stays the same from step to step, in its own standard deviations. */
  readonly standing: number;
}

const ALL_ALIKE: readonly UnitKind[] = [{ weight: 1, factor: 1, standing: 0 }];

/** Of the trapezoidal rule, in standard deviations: of a normal density it is exact to 1e-14. */
const [NODES, STEP] = [11, 0.75];

/**
 * Without a mask on what is carried on, all units are alike. Under one, those that it drops begin anew at every step;
 * the others grow by what their update gates let through, and over many steps it matters that it is always the same
 * gates that stand open.
 */
export function unitKinds(carried: CarriedMask | null): readonly UnitKind[] {
  if (carried === null) return ALL_ALIKE;
  const { dropped, factor } = carried;
  const nodes = Array.from({ length: NODES }, (_, i) => (i - (NODES - 1) / 2) * STEP);
  const densities = nodes.map((z) => Math.exp(-(z ** 2) / 2));
  const total = densities.reduce((sum, density) => sum + density, 0);
  const kept = nodes.map((standing, i): UnitKind => {
    return { weight: ((1 - dropped) * (densities[i] ?? 0)) / total, factor, standing };
  });
  return [{ weight: dropped, factor: 0, standing: 0 }, ...kept];
}

/** Average over all units of what is told of each kind. */
export function overKinds<T>(
  kinds: readonly UnitKind[],
  each: readonly T[],
  read: (one: T, kind: UnitKind) => number,
): number {
  return kinds.reduce((sum, kind, i) => {
    const one = each[i];
    return one === undefined ? sum : sum + kind.weight * read(one, kind);
  }, 0);
}
