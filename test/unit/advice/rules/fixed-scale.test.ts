import { sequentialModel, times } from '../../../builders/analyse.ts';
import { testRule } from '../../../builders/findings.ts';

function stack(count: number, units: number, options: string): string {
  return sequentialModel([units], [...times(count, `dense({ units: ${units}, ${options} })`), 'dense({ units: 1 })']);
}

/** One finding a line from line 3 on. */
function each<T extends object>(count: number, finding: T) {
  return Array.from({ length: count }, (_, i) => ({ ...finding, line: 3 + i }));
}

const normal = (stddev: number) => `tf.initializers.randomNormal({ stddev: ${stddev} })`;
const relu = (initializer: string) => `activation: 'relu', kernelInitializer: ${initializer}`;
const HE = "Set kernelInitializer to 'heUniform'";

function keras(initializer: string): string {
  const layer = (name: string) =>
    `{"class_name": "Dense", "config": {"name": "${name}", "units": 64, "activation": "relu", "kernel_initializer": ${initializer}}}`;
  const layers = ['a', 'b', 'c', 'd', 'e', 'f'].map(layer).join(',\n');
  return `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 64], "name": "x"}},\n${layers},
{"class_name": "Dense", "config": {"name": "out", "units": 1}}]}}`;
}

const RANDOM_NORMAL = '{"class_name": "RandomNormal", "config": {"mean": 0.0, "stddev": 0.05, "seed": null}}';
const HE_NORMAL = '{"class_name": "HeNormal", "config": {"seed": null}}';

testRule('fixed-scale', {
  invalid: [
    {
      // 64 * 0.05^2 / 2 = 0.08 a layer: 0.08^10 = 1.1e-11.
      name: 'the default standard deviation of 0.05 in ten relu layers of 64',
      text: stack(10, 64, relu('tf.initializers.randomNormal({})')),
      findings: each(10, {
        severity: 'warning' as const,
        at: 'tf.initializers.randomNormal({})',
        says: /gives relu 0\.08 of the variance that keeps its signal: it has a standard deviation of 0\.05 whatever the fan-in, which is 64 here\. .* leave 1\.1e-11 of the signal/,
        fix: HE,
      }),
      // A call stays a call.
      fixed: stack(10, 64, relu('tf.initializers.heUniform({})')),
    },
    {
      // 512 tanh units with variance 512 each: nearly all of them are saturated.
      name: 'a standard deviation of 1 in ten tanh layers of 512: the gradient explodes',
      text: stack(10, 512, `activation: 'tanh', kernelInitializer: ${normal(1)}`),
      findings: each(10, {
        severity: 'warning' as const,
        at: normal(1),
        says: /gives tanh 510 times the variance .* a standard deviation of 1 whatever the fan-in, which is 512 here\. .* the gradient .* times too large/,
        fix: "Set kernelInitializer to 'glorotUniform'",
      }),
      fixed: stack(10, 512, "activation: 'tanh', kernelInitializer: tf.initializers.glorotUniform({})"),
    },
    {
      name: 'numbers from 0 to 1 in one hidden layer are far off enough for a warning',
      text: stack(1, 784, relu('tf.initializers.randomUniform({ minval: 0.001, maxval: 1 })')),
      findings: [
        {
          severity: 'warning',
          at: 'tf.initializers.randomUniform({ minval: 0.001, maxval: 1 })',
          line: 3,
          says: /it has a mean of 0\.5 and a standard deviation of 0\.29 whatever the fan-in/,
          fix: HE,
        },
      ],
    },
    {
      // Fan-in 27 and 144 where 800 would suit; the truncation takes another 0.77.
      name: 'a truncated normal in convolutions',
      text: sequentialModel(
        [32, 32, 3],
        [
          ...times(3, `conv2d({ filters: 16, kernelSize: 3, ${relu("'truncatedNormal'")} })`),
          'flatten()',
          'dense({ units: 10 })',
        ],
      ),
      findings: [27, 144, 144].map((fanIn, i) => ({
        severity: 'info' as const,
        at: "'truncatedNormal'",
        line: 3 + i,
        says: new RegExp(`a standard deviation of 0\\.044 whatever the fan-in, which is ${fanIn} here`),
        fix: HE,
      })),
    },
    {
      name: 'two hidden layers: a hint',
      text: stack(2, 256, relu("'randomNormal'")),
      findings: each(2, { severity: 'hint' as const, at: "'randomNormal'", fix: HE }),
    },
    {
      name: 'JSON of Keras',
      language: 'json',
      text: keras(RANDOM_NORMAL),
      findings: each(6, { severity: 'warning' as const, at: RANDOM_NORMAL }),
      fixed: keras(HE_NORMAL),
    },
  ],
  valid: [
    { name: 'the one fan-in that 0.05 suits', text: stack(6, 800, relu("'randomNormal'")) },
    { name: 'a scale worked out from the size, but for another activation', text: stack(6, 100, relu(normal(0.1))) },
    { name: 'the framework’s default', text: stack(6, 64, "activation: 'relu'") },
    {
      name: 'DCGAN’s 0.02 before batch normalisations',
      text: sequentialModel(
        [64],
        [
          ...times(4, `dense({ units: 64, kernelInitializer: ${normal(0.02)} })`).flatMap((dense) => [
            dense,
            'batchNormalization()',
            'reLU()',
          ]),
          'dense({ units: 1 })',
        ],
      ),
    },
    {
      name: 'the last layer',
      text: sequentialModel(
        [64],
        [`dense({ units: 8, ${relu("'heUniform'")} })`, `dense({ units: 1, kernelInitializer: ${normal(3)} })`],
      ),
    },
    {
      name: 'an embedding',
      text: sequentialModel(
        [12],
        [
          "embedding({ inputDim: 99, outputDim: 8, embeddingsInitializer: 'randomNormal' })",
          'flatten()',
          'dense({ units: 1 })',
        ],
      ),
    },
    { name: 'a constant has its own rule', text: stack(6, 64, relu('tf.initializers.constant({ value: 0.1 })')) },
  ],
});
