import type { Layer, LayerId } from '../model/graph.ts';
import { factorBetween } from './figure.ts';
import type { Arrival } from './stack.ts';
import { CLEARLY_WORSE } from './thresholds.ts';

/** What a stack of layers does to the second moment of what passes through it. */
export interface Transport {
  readonly of: 'signal' | 'gradient';
  /** What is left, of 1, where it has changed most. */
  readonly left: number;
  /** Where that is: the layer behind which the signal, or the layer at whose output the gradient, is so large. */
  readonly at: Layer;
  /** The layer that does most of it, and by how much it multiplies. */
  readonly chiefly: Arrival;
  readonly share: number;
}

/**
 * The larger of what happens to the signal on its way through, and to the gradient on its way back; the signal is easier to
 * grasp, so the gradient has to be clearly worse.
 * @param row layers in the order of the signal.
 * @param explained layers of which another rule speaks: they count as if they changed nothing.
 */
export function transportThrough(row: readonly Arrival[], explained: ReadonlySet<LayerId>): Transport | null {
  const counted = row.map((arrival) => ({ arrival, isCounted: !explained.has(arrival.layer.id) }));
  const forward = worst(
    'signal',
    counted.map(({ arrival, isCounted }) => ({
      arrival,
      factor: isCounted ? arrival.secondMoment / (arrival.previous?.secondMoment ?? 1) : 1,
      at: arrival.layer,
    })),
  );
  // A layer's chi is met on the way to the output of the one before it.
  const backward = worst(
    'gradient',
    counted
      .map(({ arrival, isCounted }, i) => ({ arrival, factor: isCounted ? arrival.chi : 1, at: row[i - 1]?.layer }))
      .slice(1)
      .reverse(),
  );
  if (forward === null || backward === null) return forward ?? backward;
  return factorOf(backward) > CLEARLY_WORSE * factorOf(forward) ? backward : forward;
}

/** How many times smaller or larger; at least 1, infinite where nothing is left. */
export function factorOf({ left }: Transport): number {
  return factorBetween(left, 1);
}

interface Leg {
  readonly arrival: Arrival;
  readonly factor: number;
  readonly at: Layer | undefined;
}

/** Where the product of the factors is furthest from 1, and the leg that did most of it. */
function worst(of: Transport['of'], legs: readonly Leg[]): Transport | null {
  let found: Transport | null = null;
  let left = 1;
  let [lowest, highest] = [legs[0], legs[0]];
  for (const leg of legs) {
    left *= leg.factor;
    if (Number.isNaN(left)) break;
    if (lowest === undefined || leg.factor < lowest.factor) lowest = leg;
    if (highest === undefined || leg.factor > highest.factor) highest = leg;
    const chief = left < 1 ? lowest : highest;
    if (leg.at === undefined || chief === undefined) continue;
    const next = { of, left, at: leg.at, chiefly: chief.arrival, share: chief.factor };
    if (found === null || factorOf(next) > factorOf(found)) found = next;
  }
  return found;
}
