import type { Gradient, Persistence, Signal } from '../signal.ts';
import type { Arriving, CellStep, SentBack } from './cell-moments.ts';

/**
 * What products of two different steps add to a kernel's gradient: inputs that are alike, times gradients of the
 * candidate's sums that have one sign as long as the memory keeps it, or that come from above alike.
 * @param entered E[x^2] of every step over its average.
 * @param pair E[x x'] over E[x^2] of inputs that many steps apart.
 * @param above what comes from above to every step; null where nothing does.
 */
export function crossedSteps(
  steps: readonly CellStep[],
  sent: readonly SentBack[],
  entered: Float64Array,
  pair: (distance: number) => number,
  above: readonly Arriving[] | null,
): number {
  let sum = 0;
  sent.forEach(({ steady, direct }, i) => {
    const last = steps.length - 1 - i;
    const { retention = 0 } = steps[last] ?? {};
    const { far, excess, fade } = above?.[last] ?? NOTHING_ARRIVES;
    let kept = 1;
    for (let distance = 1; distance <= last; distance++) {
      kept *= retention;
      const arriving = far + excess * fade ** (distance - 1);
      const inputs = pair(distance) * Math.sqrt((entered[last] ?? 1) * (entered[last - distance] ?? 1));
      sum += 2 * inputs * (steady * kept + direct * arriving * (1 - kept));
    }
  });
  return sum;
}

/** E[d d'] of the candidates' gradients at two steps, on average and of neighbouring ones. */
export function pairsSentBack(
  steps: readonly CellStep[],
  sent: readonly SentBack[],
  above: Arriving,
): { position: number; persistence: Persistence | null } {
  const own = mean(sent.map(({ sums }) => sums));
  const retention = mean(steps.map((step) => step.retention));
  const direct = mean(sent.map((each) => each.direct));
  const steady = mean(sent.map((each) => each.steady));
  if (own <= 0 || steps.length < 2) return { position: 0, persistence: null };
  const share = (pair: number) => Math.min(1, Math.max(0, pair / own));
  const far = share(direct * above.far);
  const next = Math.max(far, share(retention * steady + (1 - retention) * direct * (above.far + above.excess)));
  const fade = Math.max(retention, above.fade);
  const near = fade > 0 ? keptOverSteps(fade, steps.length) / fade : 0;
  return { position: own * (far + (next - far) * near), persistence: { next, far, fade } };
}

export const NOTHING_ARRIVES: Arriving = { own: 0, far: 0, excess: 0, fade: 0 };

/** The same at every step. */
export function arrivingAt({ secondMoment, position, persistence }: Gradient): Arriving {
  if (persistence === null) return { own: secondMoment, far: position, excess: 0, fade: 0 };
  const { next, far, fade } = persistence;
  return { own: secondMoment, far: far * secondMoment, excess: (next - far) * secondMoment, fade };
}

/** Steps of which only the average pair is known. */
export function equallyAlike({ pairs, secondMoment }: Signal): Persistence {
  const share = secondMoment > 0 ? Math.min(1, Math.max(0, pairs.position / secondMoment)) : 0;
  return { next: share, far: share, fade: 0 };
}

/** Mean of persistence^distance over all pairs of `count` steps. */
export function keptOverSteps(persistence: number, count: number): number {
  if (count < 2) return 0;
  let sum = 0;
  for (let distance = 1; distance < count; distance++) sum += (count - distance) * persistence ** distance;
  return (2 * sum) / (count * (count - 1));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
