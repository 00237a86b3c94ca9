import { type Dimension, product, type Shape, size } from '../../model/shape.ts';
import type { ConfigValue } from '../declaration.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerReader } from '../layer-reader.ts';
import { lowRankFactors } from './low-rank.ts';
import { opaqueBody } from './opaque.ts';

/** `abc,cd->abd`: the letters of input, kernel and output; `...` stands for dimensions that only pass. */
interface Equation {
  readonly input: string;
  readonly kernel: string;
  readonly output: string;
  readonly elided: 'left' | 'right' | 'none';
}

/** A dense layer over any axes, as an einsum equation says. */
export function einsumDense(layer: LayerReader): LayerBody {
  const { options } = layer;
  const written = options.text('equation');
  const equation = written === null ? null : parseEquation(written);
  const biasAxes = options.text('biasAxes');
  const rest = readSizes(layer);
  options.accept('gptqUnpackedColumnSize', 'quantizationConfig');
  if (written === null || equation === null || layer.input === null) {
    const why = equation === null ? 'Its equation cannot be read' : 'The shape of its input is not known';
    return opaqueBody(layer, `${why}: the signal is taken to pass unchanged.`);
  }
  const sizes = assign(equation, [BATCH, ...layer.input], [BATCH, ...rest]);
  if (sizes === null) {
    return opaqueBody(layer, 'Its equation does not fit its input: the signal is taken to pass unchanged.');
  }
  const { letters, output } = sizes;
  const of = (chosen: readonly string[]): Dimension[] => chosen.map((letter) => letters.get(letter) ?? 1);
  const kernelLetters = [...equation.kernel];
  const kernel = layer.weight({
    role: 'kernel',
    shape: of(kernelLetters),
    trueFans: {
      in: size(product(of(kernelLetters.filter((letter) => !equation.output.includes(letter))))),
      out: size(product(of(kernelLetters.filter((letter) => !equation.input.includes(letter))))),
    },
    fallback: layer.framework.defaults.kernel,
  });
  const bias = layer.weight({
    role: 'bias',
    shape: biasAxes === null ? [] : biasShape(equation, biasAxes, of, output.length),
    trueFans: ELEMENTWISE_FANS,
    fallback: { name: 'zeros' },
  });
  const useBias = biasAxes !== null;
  const weights = [kernel, ...(useBias ? [bias] : []), ...lowRankFactors(layer, kernel)];
  return layer.weighted({ kind: 'einsumDense', equation: written, useBias }, output.slice(1), weights);
}

/** Stands for the batch's size, which no weight has. */
const BATCH: Dimension = 1;

function parseEquation(written: string): Equation | null {
  const match = /^(\.{3})?([a-z]+)(\.{3})?,([a-z]+)->(\.{3})?([a-z]+)(\.{3})?$/i.exec(written);
  if (match === null) return null;
  const [, before, input = '', after, kernel = '', leads, output = '', trails] = match;
  const consistent =
    (before === undefined) === (leads === undefined) && (after === undefined) === (trails === undefined);
  if (!consistent || (before !== undefined && after !== undefined)) return null;
  return { input, kernel, output, elided: before !== undefined ? 'left' : after !== undefined ? 'right' : 'none' };
}

/** `outputShape` without batch; an open size is the input's. */
function readSizes({ options }: LayerReader): (Dimension | null)[] {
  const value = options.value('outputShape');
  const read = (item: ConfigValue) => (item.kind === 'null' ? null : options.readDimension(item, 'outputShape', null));
  if (value === null) return [];
  return value.kind === 'list' ? value.items.map(read) : [read(value)];
}

/** The size of every letter, and the whole output; shapes with batch. Null where the equation does not fit. */
function assign(
  equation: Equation,
  input: Shape,
  written: readonly (Dimension | null)[],
): { letters: ReadonlyMap<string, Dimension>; output: Dimension[] } | null {
  const extra = input.length - equation.input.length;
  if (extra < 0 || (extra > 0 && equation.elided === 'none')) return null;
  const left = equation.elided === 'left' ? extra : 0;
  const letters = new Map([...equation.input].map((letter, i) => [letter, input[left + i] ?? 1]));
  const passing = equation.elided === 'left' ? input.slice(1, Math.max(1, extra)) : input.slice(input.length - extra);
  const [batch = BATCH, ...sizes] = written;
  const all = equation.elided === 'left' ? [batch, ...passing, ...sizes] : [batch, ...sizes, ...passing];
  const output = all.map((dimension, i) => dimension ?? letters.get(equation.output[i - left] ?? '') ?? 1);
  if (output.length !== equation.output.length + extra) return null;
  for (const [i, letter] of [...equation.output].entries()) {
    if (!letters.has(letter)) letters.set(letter, output[left + i] ?? 1);
  }
  return [...equation.kernel].every((letter) => letters.has(letter)) ? { letters, output } : null;
}

/** From the first axis with a bias on, 1 for those without. */
function biasShape(
  { output, elided }: Equation,
  axes: string,
  of: (letters: readonly string[]) => Dimension[],
  rank: number,
): Dimension[] {
  const first = Math.min(...[...axes].map((letter) => Math.max(0, output.indexOf(letter))));
  const shape = [...output.slice(first)].map((letter) => (axes.includes(letter) ? (of([letter])[0] ?? 1) : 1));
  const trailing = elided === 'right' ? rank - output.length : 0;
  return [...shape, ...Array.from({ length: trailing }, () => 1)];
}
