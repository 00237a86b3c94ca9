import { type Band, type Direction, type Errors, type ModelAccuracy, summary } from './compare.ts';

/** docs/accuracy.md's table: prediction against draws of TensorFlow.js. */
export function page(models: readonly ModelAccuracy[], version: string): string {
  const all = summary(models.flatMap(({ forward, backward }) => [...forward.errors.all, ...backward.errors.all]));
  const weights = summary(models.flatMap(({ weightGradient }) => weightGradient.all));
  const draws = Math.min(...models.map((model) => model.draws));
  return `# Accuracy

What the prediction says of a model, against the mean over ${draws} draws or more of TensorFlow.js ${version}: every draw builds the
model anew with TensorFlow.js's own initialisers and runs one training step forward and backward. The draws are kept in
\`test/oracles/accuracy/tfjs-draws.json\`; \`npm run validate\` prints this page from them, \`-- --draws 1000\` draws anew and
\`-- --write\` keeps what is printed.

Errors are in decimal orders of magnitude of a layer's second moment (0.02 is 5 %), beyond twice the standard error of the mean of
the draws. Of the predicted middle 90 % the table says which shares of the draws lie below, within and above it: 5, 90, 5 is right.

Over all ${all.all.length} comparisons of signals and gradients the median error is ${digits(all.median)}, the worst ${digits(all.worst)}; over the
${weights.all.length} of kernels' gradients ${digits(weights.median)} and ${digits(weights.worst)}.

| model | layers | forward: median, worst | backward: median, worst | kernels' gradients | signal: predicted, drawn | gradient: predicted, drawn | band forward | band backward |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${models.map(row).join('\n')}
`;
}

function row({ name, layers, forward, backward, weightGradient, ends }: ModelAccuracy): string {
  const cells = [
    name,
    String(layers),
    errors(forward.errors),
    errors(backward.errors),
    weightGradient.all.length === 0 ? '' : errors(weightGradient),
    ends.signal.map(figure).join(', '),
    ends.gradient.map(figure).join(', '),
    shares(forward),
    shares(backward),
  ];
  return `| ${cells.join(' | ')} |`;
}

function errors({ median, worst }: Errors): string {
  return `${digits(median)}, ${digits(worst)}`;
}

function shares({ band }: Direction): string {
  const percent = (read: (band: Band) => number) => (100 * read(band)).toFixed(0);
  return Number.isNaN(band.within)
    ? ''
    : `${percent(({ below }) => below)}, ${percent(({ within }) => within)}, ${percent(({ above }) => above)}`;
}

function digits(value: number): string {
  return value.toFixed(3);
}

function figure(value: number): string {
  return value !== 0 && (value < 1e-3 || value >= 1e4) ? value.toExponential(2) : value.toPrecision(3);
}
