import type { Operation } from '../model/operation.ts';
import { imageSizes, isCountableImage } from '../model/window.ts';
import type { LayerContext } from './linear-layers.ts';
import { fits, fitting, type Profile } from './profile.ts';
import { type Gradient, mapPairs, type Signal, scaleGradient } from './signal.ts';
import type { Step } from './step.ts';

type ZeroPadding = Extract<Operation, { readonly kind: 'zeroPadding' }>;

/** Zeros around the image lower every average by the share of positions that they take up; what comes back to them is lost. */
export function zeroPaddingStep(
  input: Signal,
  { inputShape, outputShape }: LayerContext,
  { amounts, channels }: ZeroPadding,
): Step {
  const from = inputShape === null ? null : imageSizes(inputShape, channels).spatial;
  const to = outputShape === null ? null : imageSizes(outputShape, channels).spatial;
  const positions = to?.reduce((a, b) => a * b, 1) ?? input.positions;
  const share = input.positions / positions;
  const pairs = mapPairs(input.pairs, (pair) => pair * share);
  const output: Signal = {
    ...input,
    positions,
    mean: input.mean * share,
    secondMoment: input.secondMoment * share,
    pairs: { ...pairs, position: pairs.position * share },
    profile:
      from === null || to === null || !isCountableImage(to) ? null : padded(fitting(input.profile, from), to, amounts),
    // `law` is that of all elements but the zeros: what a max pooling behind it chooses from.
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => [from === null || to === null ? gradient : within(gradient, from, to, amounts, share)],
  };
}

type Amounts = ZeroPadding['amounts'];

function padded(profile: Profile, to: readonly number[], amounts: Amounts): Profile {
  return profile.map((factors, d) => {
    const around = new Float64Array(to[d] ?? factors.length);
    around.set(
      factors.map((factor) => (factor * around.length) / factors.length),
      amounts[d]?.[0] ?? 0,
    );
    return around;
  });
}

/** The gradient inside the frame. */
function within(
  gradient: Gradient,
  from: readonly number[],
  to: readonly number[],
  amounts: Amounts,
  share: number,
): Gradient {
  // A max pooling chooses relu's outputs, none of the zeros.
  if (gradient.reachedSlope !== null) return { ...scaleGradient(gradient, 1 / share), profile: null };
  if (gradient.profile === null || !fits(gradient.profile, to)) return gradient;
  const inside = gradient.profile.map((factors, d) => {
    const before = amounts[d]?.[0] ?? 0;
    return factors.slice(before, before + (from[d] ?? factors.length));
  });
  const means = inside.map((factors) => factors.reduce((sum, factor) => sum + factor, 0) / Math.max(1, factors.length));
  return {
    ...scaleGradient(
      gradient,
      means.reduce((a, b) => a * b, 1),
    ),
    profile: inside.map((factors, d) => factors.map((factor) => factor / (means[d] ?? 1))),
  };
}
