import { sequentialModel } from '../../builders/analyse.ts';
import { testRule } from '../../builders/findings.ts';

/** Copies that meet dropout: what the message blames must be what is there. */
testRule('symmetric-initializer', {
  valid: [],
  invalid: [
    {
      name: 'constants on both sides of dropout: only dropout tells the units apart',
      text: sequentialModel(
        [4],
        [
          "dense({ units: 8, activation: 'tanh', kernelInitializer: 'ones' })",
          'dropout({ rate: 0.5 })',
          "dense({ units: 3, activation: 'softmax', kernelInitializer: 'ones' })",
        ],
      ),
      findings: [{ severity: 'warning', at: "'ones'", line: 3, says: /all 8 units .* only dropout tells them apart/ }],
    },
    {
      name: 'a random kernel behind dropout',
      text: sequentialModel(
        [4],
        [
          "dense({ units: 8, activation: 'tanh', kernelInitializer: 'ones' })",
          'dropout({ rate: 0.5 })',
          "dense({ units: 3, activation: 'softmax' })",
        ],
      ),
      findings: [{ severity: 'warning', at: "'ones'", line: 3, says: /only the random kernels behind/ }],
    },
  ],
});
