/** Layers of equal area under the normal density, and the tail's start for that many (Marsaglia & Tsang 2000). */
const LAYERS = 128;
const TAIL_START = 3.442619855899;
const AREA = 9.91256303526217e-3;

export interface Ziggurat {
  /** Right ends of the layers, the base first, and 0 after the topmost. */
  readonly widths: Float64Array;
  /** Share of each layer that lies wholly under the density. */
  readonly ratio: Float64Array;
  /** The normal density, 1 at its top, at the right end of each layer and at 0. */
  readonly density: Float64Array;
  /** Where the base gives way to the tail. */
  readonly tailStart: number;
}

export function createZiggurat(): Ziggurat {
  const density = (x: number) => Math.exp(-0.5 * x * x);
  const widths = new Float64Array(LAYERS + 1);
  widths[0] = AREA / density(TAIL_START);
  widths[1] = TAIL_START;
  for (let i = 2; i < LAYERS; i++) {
    const previous = widths[i - 1] ?? 0;
    widths[i] = Math.sqrt(-2 * Math.log(AREA / previous + density(previous)));
  }
  const ratio = Float64Array.from({ length: LAYERS }, (_, i) => (widths[i + 1] ?? 0) / (widths[i] ?? 1));
  return { widths, ratio, density: widths.map(density), tailStart: TAIL_START };
}
