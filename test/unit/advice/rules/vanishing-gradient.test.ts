import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

const relu = (count: number) =>
  times(count, "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })");
const sigmoid = (count: number) =>
  times(count, "dense({ units: 64, activation: 'sigmoid', kernelInitializer: 'glorotUniform' })");
const softplus = (count: number) =>
  times(count, "dense({ units: 64, activation: 'softplus', kernelInitializer: 'leCunUniform' })");
const model = (...layers: readonly string[]) => sequentialModel([64], [...layers, 'dense({ units: 1 })']);

testRule('vanishing-gradient', {
  invalid: [
    {
      // 0.0448 at second moment 1, 0.056 at the 0.29 that one sigmoid leaves: 2.5e-3 together.
      name: 'two sigmoid layers among relu layers',
      text: model(...relu(2), ...sigmoid(2), ...relu(2)),
      findings: [
        {
          severity: 'info',
          at: "'sigmoid'",
          line: 5,
          says: /^Over 6 layers in a row only 2\.5e-3 of the gradient's second moment is left, at dense_1\. This layer, with sigmoid, loses most: it passes on 0\.045\./,
          fix: null,
        },
      ],
    },
    {
      name: 'two sigmoid layers and two softplus layers, neither of which is a stack of its own',
      text: model(...relu(1), ...sigmoid(2), ...softplus(2), ...sigmoid(0), ...relu(1)),
      findings: [{ severity: 'info', at: "'sigmoid'", line: 4 }],
    },
    {
      name: 'squashed at three places',
      text: model(
        ...relu(1),
        ...sigmoid(2),
        ...relu(1),
        ...times(2, "dense({ units: 64, activation: 'hardSigmoid', kernelInitializer: 'glorotUniform' })"),
        ...relu(1),
      ),
      findings: [{ severity: 'warning', at: "'hardSigmoid'", line: 7 }],
    },
  ],
  valid: [
    { name: 'one sigmoid layer among relu layers', text: model(...relu(2), ...sigmoid(1), ...relu(2)) },
    { name: 'many sigmoid layers, of which unstable-activation speaks', text: model(...relu(2), ...sigmoid(6)) },
    { name: 'a sigmoid at the end', text: sequentialModel([64], [...relu(4), ...sigmoid(1)]) },
    {
      name: 'a wrong scale, of which activation-mismatch speaks',
      text: model(...times(20, "dense({ units: 64, activation: 'relu' })")),
    },
  ],
});
