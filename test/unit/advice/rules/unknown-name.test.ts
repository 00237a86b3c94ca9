import { sequentialModel } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function hidden(options: string): string {
  return sequentialModel([8], [`dense({ units: 16, ${options} })`, 'dense({ units: 1 })']);
}

testRule('unknown-name', {
  invalid: [
    {
      // heNormal would be reported in turn: the fix goes to the proper one at once.
      name: 'an initialiser in snake case, in TensorFlow.js code',
      text: hidden("activation: 'relu', kernelInitializer: 'he_normal'"),
      findings: [
        { severity: 'error', at: "'he_normal'", line: 3, says: /throws/, fix: "Set kernelInitializer to 'heUniform'" },
      ],
      fixed: hidden("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'a name whose right spelling suits the layer',
      text: hidden("activation: 'relu', kernelInitializer: 'he_uniform'"),
      findings: [{ severity: 'error', at: "'he_uniform'", line: 3, fix: 'Replace he_uniform by heUniform' }],
      fixed: hidden("activation: 'relu', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'a name of another framework',
      text: hidden("activation: 'tanh', kernelInitializer: 'xavierUniform'"),
      findings: [{ severity: 'error', at: "'xavierUniform'", line: 3, fix: 'Replace xavierUniform by glorotUniform' }],
    },
    {
      name: 'zeros misspelt: deliberate in the last layer,',
      text: sequentialModel([8], ["dense({ units: 1, kernelInitializer: 'zero' })"]),
      findings: [{ severity: 'error', at: "'zero'", line: 3, fix: 'Replace zero by zeros' }],
    },
    {
      name: 'not in a hidden one',
      text: hidden("activation: 'relu', kernelInitializer: 'zero'"),
      findings: [{ severity: 'error', at: "'zero'", line: 3, fix: "Set kernelInitializer to 'heUniform'" }],
    },
    {
      name: 'a bias initialiser',
      text: hidden("activation: 'tanh', kernelInitializer: 'glorotUniform', biasInitializer: 'zero'"),
      findings: [{ severity: 'error', at: "'zero'", line: 3, fix: 'Replace zero by zeros' }],
    },
    {
      name: 'a factory that is not called',
      text: hidden("activation: 'relu', kernelInitializer: tf.initializers.heUniform"),
      findings: [{ severity: 'error', at: 'tf.initializers.heUniform', line: 3, says: /not called/ }],
    },
    {
      name: 'an activation; both fixes of the layer at once',
      text: hidden("activation: 'leakyRelu'"),
      findings: [{ severity: 'error', at: "'leakyRelu'", line: 3, fix: 'Replace leakyRelu by LeakyReLU' }],
      fixed: hidden("activation: 'LeakyReLU', kernelInitializer: 'heUniform'"),
    },
    {
      name: 'nothing like it: no name to offer, the proper initialiser is',
      text: hidden("activation: 'relu', kernelInitializer: 'qqqq'"),
      findings: [{ severity: 'error', at: "'qqqq'", line: 3, fix: "Set kernelInitializer to 'heUniform'" }],
    },
  ],
  valid: [
    { name: 'right names', text: hidden("activation: 'relu', kernelInitializer: 'heUniform'") },
    { name: 'class names', text: hidden("activation: 'relu', kernelInitializer: 'HeUniform'") },
    { name: 'a name that only the program knows', text: hidden('activation: chosen, kernelInitializer: initializer') },
  ],
});
