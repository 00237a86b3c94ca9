/** How images are made larger; `nearest` repeats, all others are weighted sums of neighbours. */
export type Interpolation = 'nearest' | SmoothInterpolation;

export type SmoothInterpolation = 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5' | 'gaussian' | 'mitchellcubic';

export const SMOOTH_INTERPOLATIONS: readonly SmoothInterpolation[] = [
  'bilinear',
  'bicubic',
  'lanczos3',
  'lanczos5',
  'gaussian',
  'mitchellcubic',
];

/** The method of that name; `area` upwards by whole factors is `nearest`, and what is not known counts as `bilinear`. */
export function interpolationOf(written: string | null): Interpolation {
  if (written === null || written === 'nearest' || written === 'area') return 'nearest';
  return SMOOTH_INTERPOLATIONS.find((method) => method === written) ?? 'bilinear';
}

/**
 * Where an output's centre stands among the inputs: pixels have an extent of one (Keras), or are points at whole
 * numbers (TF.js's `resizeBilinear` without half-pixel centres).
 */
export type PixelCenters = 'half' | 'whole';

/**
 * What each output of one dimension takes of each input: outputs x inputs, row-major; rows sum to 1.
 * Outputs between two inputs share them by the method's kernel; beyond the edge the rest is scaled up.
 * @param factor outputs an input.
 */
export function interpolationWeights(
  method: SmoothInterpolation,
  inputs: number,
  factor: number,
  centers: PixelCenters,
): Float64Array {
  const kernel = KERNELS[method];
  const outputs = Math.round(inputs * factor);
  const weights = new Float64Array(outputs * inputs);
  for (let output = 0; output < outputs; output++) {
    const at = centers === 'half' ? (output + 0.5) / factor - 0.5 : Math.min(inputs - 1, output / factor);
    let sum = 0;
    for (let input = 0; input < inputs; input++) {
      const weight = kernel(Math.abs(at - input));
      weights[output * inputs + input] = weight;
      sum += weight;
    }
    for (let input = 0; input < inputs; input++) {
      weights[output * inputs + input] = (weights[output * inputs + input] ?? 0) / sum;
    }
  }
  return weights;
}

/** Weight at a distance in inputs, before rows are made to sum to 1. */
const KERNELS: Readonly<Record<SmoothInterpolation, (distance: number) => number>> = {
  bilinear: (x) => Math.max(0, 1 - x),
  /** Keys 1981, eq. 15, a = -1/2. */
  bicubic: (x) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0),
  lanczos3: (x) => lanczos(3, x),
  lanczos5: (x) => lanczos(5, x),
  /** Of deviation 1/2, cut at 3/2. */
  gaussian: (x) => (x < 1.5 ? Math.exp(-2 * x * x) : 0),
  /** Mitchell & Netravali 1988, eq. 8, B = C = 1/3. */
  mitchellcubic: (x) =>
    x < 1 ? ((7 * x - 12) * x * x + 16 / 3) / 6 : x < 2 ? (((-7 / 3) * x + 12) * x * x - 20 * x + 32 / 3) / 6 : 0,
};

function lanczos(radius: number, x: number): number {
  if (x >= radius) return 0;
  return x < 1e-9 ? 1 : (radius * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / radius)) / (Math.PI * x) ** 2;
}
