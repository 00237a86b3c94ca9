/** How the axes of an einsum layer belong together. Shapes are without batch. */
export interface EinsumAxes {
  /** In input, kernel and output: every place along these has a kernel of its own. */
  readonly shared: readonly EinsumAxis[];
  /** In input and output only. */
  readonly passing: readonly EinsumAxis[];
  /** In kernel and output only: what the layer makes. */
  readonly made: readonly EinsumAxis[];
  /** In input or kernel and not in the output: summed over. */
  readonly summed: readonly EinsumAxis[];
}

/** One letter: its size, and the axis of each operand that it stands for, null where it is not there. */
export interface EinsumAxis {
  readonly size: number;
  readonly input: number | null;
  readonly kernel: number | null;
  readonly output: number | null;
}

/** The first letter is the batch's; ellipses stand for axes that only pass. Null for what is no such equation. */
export function einsumAxes(
  equation: string,
  input: readonly number[],
  kernel: readonly number[],
  output: readonly number[],
): EinsumAxes | null {
  const match = /^(\.{3})?([a-z]+)(\.{3})?,([a-z]+)->(\.{3})?([a-z]*)(\.{3})?$/i.exec(equation);
  if (match === null) return null;
  const [, , inputLetters = '', , kernelLetters = '', , outputLetters = ''] = match;
  const leads = match[1] !== undefined;
  const inputPlaces = places(inputLetters, input.length + 1, leads);
  const outputPlaces = places(outputLetters, output.length + 1, match[5] !== undefined);
  const letters = new Set([...inputPlaces.keys(), ...kernelLetters]);
  const axes = [...letters].flatMap((letter): EinsumAxis[] => {
    const [i, o] = [inputPlaces.get(letter), outputPlaces.get(letter)];
    // The batch has no axis of its own here.
    if (i === 0) return [];
    const k = kernelLetters.indexOf(letter);
    const size = (i === undefined ? undefined : input[i - 1]) ?? (k < 0 ? undefined : kernel[k]) ?? 1;
    return [
      { size, input: i === undefined ? null : i - 1, kernel: k < 0 ? null : k, output: o === undefined ? null : o - 1 },
    ];
  });
  return {
    shared: axes.filter((axis) => axis.input !== null && axis.kernel !== null && axis.output !== null),
    passing: axes.filter((axis) => axis.input !== null && axis.kernel === null && axis.output !== null),
    made: axes.filter((axis) => axis.input === null && axis.output !== null),
    summed: axes.filter((axis) => axis.output === null),
  };
}

/** Each letter's axis, batch included; elided axes get names of their own, the same in both operands. */
function places(letters: string, rank: number, leads: boolean): Map<string, number> {
  const elided = Math.max(0, rank - letters.length);
  const found = new Map<string, number>();
  for (let i = 0; i < elided; i++) found.set(`elided ${i}`, leads ? i : letters.length + i);
  [...letters].forEach((letter, i) => {
    found.set(letter, leads ? elided + i : i);
  });
  return found;
}
