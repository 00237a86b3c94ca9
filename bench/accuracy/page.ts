import type { SimulatedAccuracy } from './against-simulation.ts';
import { type Band, type Direction, type Errors, type ModelAccuracy, summary } from './compare.ts';

/** Models with the version of the framework that drew them. */
export interface Drawn {
  readonly version: string;
  readonly models: readonly ModelAccuracy[];
}

/** docs/accuracy.md: prediction against draws of TensorFlow.js and of Keras, and of our own simulation. */
export function page(tfjs: Drawn, keras: Drawn, simulated: readonly SimulatedAccuracy[]): string {
  return `# Accuracy

What the prediction says of a model, against the mean over many draws of the real framework: every draw takes new weights from
the framework's own initialisers and runs one training step forward and backward. \`npm run validate\` prints this page from draws
that are kept, \`-- --draws 1000 --write\` draws anew in TensorFlow.js; \`npm test\` holds every figure to them.

Errors are in decimal orders of magnitude of a layer's second moment (0.02 is 5 %), beyond twice the standard error of the mean of
the draws: the median and the worst over a model's layers, of its signals, of the gradients with respect to them, and of its
kernels' gradients. Of the predicted middle 90 % the tables say which shares of the draws lie below, within and above it: 5, 90, 5
is right. Signal and gradient are those at the model's last and first layer. The nets of Keras are wider, and read from its files.
${section('TensorFlow.js', tfjs)}${section('Keras', keras)}${simulationSection(simulated)}`;
}

function simulationSection(models: readonly SimulatedAccuracy[]): string {
  if (models.length === 0) return '';
  const rows = models.map(({ name, draws, layers, forward, backward, weightGradient }) =>
    [
      name,
      draws,
      layers,
      errors(forward),
      errors(backward),
      weightGradient.all.length === 0 ? '' : errors(weightGradient),
    ].join(' | '),
  );
  const all = summary(models.flatMap(({ forward, backward }) => [...forward.all, ...backward.all]));
  const weights = summary(models.flatMap(({ weightGradient }) => weightGradient.all));
  return `
## Simulation

The same comparison with draws of our own simulation, for every model of the tests and Keras's applications with small inputs. Many
of the former are as narrow as examples are (layers of 1 to 32 units, of which theory says little), and few draws of the latter are
affordable: this table shows where the two differ, not how right the prediction is for wide layers. Over all ${all.all.length} comparisons of
signals and gradients the median error is ${digits(all.median)}, the worst ${digits(all.worst)}; over the ${weights.all.length} of kernels' gradients ${digits(weights.median)} and
${digits(weights.worst)}. Through dozens of batch normalisations over few examples and places gradients are predicted up to six times too
large (Keras's ResNet50, DenseNet121, InceptionV3): neighbouring places are more alike than others, and sums with a
shortcut no Gaussians.

| model | draws | layers | forward | backward | kernels' gradients |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

/** Nothing where no model was asked for. */
function section(framework: string, drawn: Drawn): string {
  if (drawn.models.length === 0) return '';
  return `
## ${framework} ${drawn.version}

${summaryOf(drawn)}

${table(drawn.models)}
`;
}

function summaryOf({ models }: Drawn): string {
  const all = summary(models.flatMap(({ forward, backward }) => [...forward.errors.all, ...backward.errors.all]));
  const weights = summary(models.flatMap(({ weightGradient }) => weightGradient.all));
  const draws = Math.min(...models.map((model) => model.draws));
  return `${models.length} models, ${draws} draws each. Over all ${all.all.length} comparisons of signals and gradients the median error is
${digits(all.median)}, the worst ${digits(all.worst)}; over the ${weights.all.length} of kernels' gradients ${digits(weights.median)} and ${digits(weights.worst)}.`;
}

function table(models: readonly ModelAccuracy[]): string {
  return `| model | layers | forward | backward | kernels' gradients | signal: predicted, drawn | gradient: predicted, drawn | band forward | band backward |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${models.map(row).join('\n')}`;
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
