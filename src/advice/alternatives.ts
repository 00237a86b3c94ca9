import { distributionVariance, matrixSize } from '../model/distribution.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import { sizes } from '../model/shape.ts';
import { keptScale } from './drift.ts';
import { activationOf, type Place, properInitializer } from './proper-initializer.ts';
import type { Recommendation } from './recommendation.ts';
import { isScaled } from './scale-matters.ts';
import type { AdviceSettings } from './settings.ts';
import { SCALE_DIGITS } from './thresholds.ts';

/** An initialiser that suits a kernel, and what sets it apart from the others. */
export interface Alternative extends Recommendation {
  readonly kind: 'proper' | 'uniform' | 'normal' | 'exact' | 'orthogonal';
}

/** Everything that suits a weight, whatever is written there, the proper one first; empty where nothing is established. */
export function alternativesFor(place: Place): Alternative[] {
  const preferring = (prefer: AdviceSettings['prefer']) => ({ ...place, settings: { ...place.settings, prefer } });
  const found = [
    named('proper', properInitializer(place)),
    named('uniform', properInitializer(preferring('uniform'))),
    named('normal', properInitializer(preferring('normal'))),
    named('exact', properInitializer(place, 'exact')),
    named('orthogonal', orthogonal(place)),
  ].flatMap((one) => one ?? []);
  const keys = found.map(({ initializer }) => JSON.stringify(initializer));
  return found.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

function named(kind: Alternative['kind'], recommendation: Recommendation | null): Alternative | null {
  return recommendation === null ? null : { ...recommendation, kind };
}

/**
 * An orthogonal kernel of the gain that keeps E[a²]: of m inputs and n units it passes gain² m / max(m, n) of the signal
 * (Saxe et al. 2014, arXiv 1312.6120), of which the activation wants its exact scale.
 */
function orthogonal(place: Place): Recommendation | null {
  const { layer, weight, dialect } = place;
  const isPlain = weight.role === 'kernel' && isScaled(layer, weight);
  if (!isPlain || properInitializer(place) === null) return null;
  const { rows, columns } = matrixSize(sizes(weight.shape));
  if (rows !== weight.trueFans.in) return null;
  const scale = keptScale(activationOf(place)) ?? 1;
  const gain = Number(Math.sqrt(scale * Math.max(1, columns / rows)).toPrecision(SCALE_DIGITS));
  const initializer: InitializerSpec = { name: 'orthogonal', gain };
  const { sampled } = dialect.initializer(initializer, null, weight);
  return {
    initializer,
    variance: distributionVariance(sampled, sizes(weight.shape)),
    why: 'An orthogonal kernel keeps the length of every signal, not only on average; the gain makes up for the activation (Saxe et al. 2014, arXiv 1312.6120).',
  };
}
