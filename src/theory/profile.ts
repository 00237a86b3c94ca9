import type { Slide } from '../model/window.ts';

/**
 * How second moments vary over an image, as a product of one factor for each place along each dimension, of mean 1: zero
 * padding lowers edges, strides give places different numbers of taps. A convolution keeps the product's form, and so
 * does every activation that keeps the sign and scales (relu), so that edges are exact.
 */
export type Profile = readonly Float64Array[];

/** What a window does to profiles. */
export interface ProfileMap {
  /** Mean over outputs of what they sum, over what a flat input would give, and the profile that is left. */
  readonly forward: Profiled;
  /** The same of what outputs with this profile send back. */
  backward(gradient: Profile | null): Profiled;
  /** Mean of the products of an input with what meets it, over that of flat ones. */
  crossed(gradient: Profile | null): number;
}

export interface Profiled {
  readonly ratio: number;
  readonly profile: Profile;
}

/**
 * @param dimensions the slide along each dimension, from what `input` is a profile of to what comes out.
 * @param transposed where outputs and inputs change places: what enters stands at the slide's outputs.
 */
export function profileMap(dimensions: readonly Slide[], input: Profile | null, transposed = false): ProfileMap {
  const sizes = (of: (dimension: Slide) => number) => dimensions.map(of);
  const entering = sizes((each) => (transposed ? each.output : each.input));
  const leaving = sizes((each) => (transposed ? each.input : each.output));
  const from = fitting(input, entering);
  return {
    forward: summed(dimensions, from, leaving, transposed),
    backward: (gradient) => summed(dimensions, fitting(gradient, leaving), entering, !transposed),
    crossed: (gradient) => {
      const back = fitting(gradient, leaving);
      return dimensions.reduce((product, dimension, d) => {
        let [weighted, count] = [0, 0];
        eachTap(dimension, (i, o) => {
          const [x, g] = transposed ? [o, i] : [i, o];
          weighted += (from[d]?.[x] ?? 1) * (back[d]?.[g] ?? 1);
          count++;
        });
        return count > 0 ? (product * weighted) / count : product;
      }, 1);
    },
  };
}

/**
 * Of the taps of one place those that another place has too, on average over pairs: both have one only where it falls
 * inside for both, and a stride gives places taps of their own.
 * @param of the number of places along a dimension.
 */
export function sharedTaps(dimensions: readonly Slide[], of: (dimension: Slide) => number): number {
  let [own, all, places] = [1, 1, 1];
  for (const dimension of dimensions) {
    const size = of(dimension);
    const counts = new Float64Array(dimension.size);
    eachTap(dimension, (_i, _o, k) => {
      counts[k] = (counts[k] ?? 0) + 1 / size;
    });
    own *= counts.reduce((sum, share) => sum + share, 0);
    all *= counts.reduce((sum, share) => sum + share ** 2, 0);
    places *= size;
  }
  return places > 1 && own > 0 ? Math.max(0, (places * all - own) / (places - 1) / own) : 1;
}

/** The profile where it is one of these sizes, else a flat one. */
export function fitting(profile: Profile | null, sizes: readonly number[]): Profile {
  return profile !== null && fits(profile, sizes) ? profile : sizes.map((size) => new Float64Array(size).fill(1));
}

export function fits(profile: Profile, sizes: readonly number[]): boolean {
  return profile.length === sizes.length && sizes.every((size, d) => profile[d]?.length === size);
}

/** @param back from the slide's outputs to its inputs. */
function summed(dimensions: readonly Slide[], from: Profile, sizes: readonly number[], back: boolean): Profiled {
  let ratio = 1;
  const profile = dimensions.map((dimension, d) => {
    const sums = new Float64Array(sizes[d] ?? 1);
    let [total, count] = [0, 0];
    eachTap(dimension, (i, o) => {
      const value = from[d]?.[back ? o : i] ?? 1;
      const to = back ? i : o;
      sums[to] = (sums[to] ?? 0) + value;
      total += value;
      count++;
    });
    const mean = total / sums.length;
    if (count > 0) ratio *= total / count;
    return mean > 0 ? sums.map((sum) => sum / mean) : sums.fill(1);
  });
  return { ratio, profile };
}

/** Calls `act` for every (input, output) pair along a dimension, padding left out. */
function eachTap(
  { input, output, size, stride, dilation, before }: Slide,
  act: (i: number, o: number, k: number) => void,
): void {
  for (let o = 0; o < output; o++) {
    for (let k = 0; k < size; k++) {
      const i = o * stride - before + k * dilation;
      if (i >= input) break;
      if (i >= 0) act(i, o, k);
    }
  }
}

/** What a nonlinearity whose second moment goes with a power of its input's leaves of a profile. */
export function powered(profile: Profile, power: number): Profile {
  if (power === 1) return profile;
  return profile.map((factors) => {
    const raised = factors.map((factor) => Math.max(0, factor) ** power);
    const mean = raised.reduce((sum, factor) => sum + factor, 0) / raised.length;
    return mean > 0 ? raised.map((factor) => factor / mean) : raised.fill(1);
  });
}
