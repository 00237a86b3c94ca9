/** What people type in model files, whole and in halves. */
export const SNIPPETS = [
  ...['{', '}', '(', ')', '[', ']', "'", '"', '`', ',', ';', ':', '\n', ' ', '0', '1e9', '-', '//', '/*', '*/', '${'],
  ...["kernelInitializer: '", "'heNormal'", "activation: 'relu', ", 'units: 64', 'tf.layers.dense({', '.apply(x)'],
  ...['for (let i = 0; i < 3; i++) {', '"class_name": "Dense", ', '"config": {', '"kernel_initializer": "he_normal"'],
  ...['tf.initializers.varianceScaling({ scale: 2 })', 'é', '🙂', '\u2028', '\t'],
];
export const LONGEST_REMOVAL = 40;
const [FEWEST, MOST] = [2, 9];

/** A text with a few snippets put in and stretches taken away, at places that `random` gives. */
export function damaged(text: string, random: (below: number) => number): string {
  const count = FEWEST + random(MOST - FEWEST + 1);
  let result = text;
  for (let done = 0; done < count; done++) {
    const at = random(result.length + 1);
    const removed = random(2) === 0 ? 1 + random(LONGEST_REMOVAL) : 0;
    const put = removed === 0 ? (SNIPPETS[random(SNIPPETS.length)] ?? '') : '';
    result = result.slice(0, at) + put + result.slice(at + removed);
  }
  return result;
}
