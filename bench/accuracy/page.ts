import { type ModelAccuracy, summary } from './compare.ts';

/** docs/accuracy.md: prediction against draws of TensorFlow.js. */
export function page(models: readonly ModelAccuracy[], draws: number): string {
  const all = summary(models.flatMap(({ forward, backward }) => [...forward.all, ...backward.all]));
  return `# Accuracy

What the prediction says of a model, against the mean over ${draws} draws of TensorFlow.js 4.22.0: every draw builds the model
anew with TensorFlow.js's own initialisers and runs one training step forward and backward. \`npm run validate\` prints this page,
\`npm run validate -- --write\` keeps it.

Errors are in decimal orders of magnitude of a layer's second moment (0.02 is 5 %), beyond twice the standard error of the mean of
the draws. The last columns give the signal that leaves the model's last layer and the gradient that reaches its first, and how
many of the draws lie in the predicted middle 90 %.

Over all ${all.all.length} comparisons the median error is ${all.median.toFixed(3)}, the worst ${all.worst.toFixed(3)}.

| model | layers | forward: median, worst | backward: median, worst | signal: predicted, drawn | gradient: predicted, drawn | in the band |
| --- | --- | --- | --- | --- | --- | --- |
${models.map(row).join('\n')}
`;
}

function row({ name, layers, forward, backward, within, ends }: ModelAccuracy): string {
  const cells = [
    name,
    String(layers),
    `${forward.median.toFixed(3)}, ${forward.worst.toFixed(3)}`,
    `${backward.median.toFixed(3)}, ${backward.worst.toFixed(3)}`,
    ends.signal.map(figure).join(', '),
    ends.gradient.map(figure).join(', '),
    `${(100 * within).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function figure(value: number): string {
  return value !== 0 && (value < 1e-3 || value >= 1e4) ? value.toExponential(2) : value.toPrecision(3);
}
