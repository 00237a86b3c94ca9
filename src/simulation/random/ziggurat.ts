/** Layers of equal area under the normal density, and the tail's start for that many (Marsaglia & Tsang 2000). */
const LAYERS = 128;
export const TAIL_START = 3.442619855899;
const AREA = 9.91256303526217e-3;

/** Right ends of the layers, the base first, and 0 after the topmost. */
export const WIDTHS = new Float64Array(LAYERS + 1);

/** Share of each layer that lies wholly under the density. */
export const RATIO = new Float64Array(LAYERS);

const density = (x: number) => Math.exp(-0.5 * x * x);

WIDTHS[0] = AREA / density(TAIL_START);
WIDTHS[1] = TAIL_START;
for (let i = 2; i < LAYERS; i++) {
  const previous = WIDTHS[i - 1] ?? 0;
  WIDTHS[i] = Math.sqrt(-2 * Math.log(AREA / previous + density(previous)));
}
for (let i = 0; i < LAYERS; i++) RATIO[i] = (WIDTHS[i + 1] ?? 0) / (WIDTHS[i] ?? 1);
