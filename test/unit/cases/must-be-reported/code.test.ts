import { assertReported, type ReportedCase } from '../../../builders/cases.ts';

/** What must be reported, as programs; `test/oracles/model-files.test.ts` runs every one of them under TensorFlow.js. */

const ZEROS = "kernelInitializer: 'zeros'";
const HE = "kernelInitializer: 'heUniform'";
const VARIANCE_SCALING = "kernelInitializer: 'varianceScaling'";

const CASES: Readonly<Record<string, ReportedCase>> = {
  'LeNet with every kernel zeros': {
    file: 'lenet-zeros.js',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: "'zeros'", lines: [6, 8, 11, 12] }],
    mended: [[`'relu', ${ZEROS}`, `'relu', ${HE}`]],
  },
  'LeNet with every kernel 0.1': {
    file: 'lenet-constant.ts',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: 'start', lines: [7, 10, 13] }],
    mended: [["'relu', kernelInitializer: start", `'relu', ${HE}`]],
  },
  'biases of one in a hidden layer, and one right before a batch normalisation': {
    file: 'needless-biases.js',
    findings: [
      { rule: 'needless-bias', severity: 'info', at: 'conv2d', lines: [5] },
      { rule: 'nonzero-bias', severity: 'info', at: "'ones'", lines: [11] },
    ],
    mended: [["biasInitializer: 'ones'", "biasInitializer: 'zeros'"]],
  },
  'digits with zeros in both kernels': {
    file: 'digits-all-zeros.js',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: "'zeros'", lines: [4] }],
    mended: [[`'relu', ${ZEROS}`, `'relu', ${HE}`]],
  },
  'hidden zeros with a random kernel behind: relu never moves, the others learn slowly': {
    file: 'hidden-zeros.ts',
    findings: [
      { rule: 'symmetric-initializer', severity: 'error', at: "'zeros'", lines: [9] },
      { rule: 'symmetric-initializer', severity: 'warning', at: "'zeros'", lines: [19] },
      { rule: 'symmetric-initializer', severity: 'warning', at: 'tf.initializers.zeros()', lines: [26] },
      { rule: 'symmetric-initializer', severity: 'warning', at: "'Zeros'", lines: [33] },
    ],
    mended: [
      [`activation, ${ZEROS}`, `activation, ${HE}`],
      [ZEROS, "kernelInitializer: 'glorotUniform'"],
      ['tf.initializers.zeros()', 'tf.initializers.glorotUniform()'],
      ["kernelInitializer: 'Zeros'", "kernelInitializer: 'glorotUniform'"],
    ],
  },
  'VGG16 on 32 x 32 with the default': {
    file: 'vgg16.ts',
    findings: [{ rule: 'activation-mismatch', severity: 'warning', at: "'relu'", lines: [14] }],
    mended: [["activation: 'relu'", `activation: 'relu', ${HE}`]],
  },
  'eight relu layers with variance scaling of scale 1; one of them is a hint': {
    file: 'variance-scaling-default.js',
    findings: [
      { rule: 'activation-mismatch', severity: 'warning', at: "'varianceScaling'", lines: [4, 6] },
      { rule: 'activation-mismatch', severity: 'hint', at: "'varianceScaling'", lines: [11] },
    ],
    mended: [[VARIANCE_SCALING, HE]],
  },
  'twenty selu layers with the truncated LeCun, and with He': {
    file: 'selu-stacks.ts',
    findings: [
      { rule: 'uncorrected-truncation', severity: 'hint', at: "'leCunNormal'", lines: [6] },
      { rule: 'activation-mismatch', severity: 'warning', at: "'heUniform'", lines: [13] },
    ],
    mended: [
      ["'leCunNormal'", "'leCunUniform'"],
      ["'heUniform'", "'leCunUniform'"],
    ],
  },
  'twenty relu layers with the default': {
    file: 'relu-defaults.js',
    findings: [{ rule: 'activation-mismatch', severity: 'warning', at: "'relu'", lines: [6] }],
    mended: [["activation: 'relu'", `activation: 'relu', ${HE}`]],
  },
  'twenty swish layers with He': {
    file: 'swish-he.ts',
    findings: [{ rule: 'activation-mismatch', severity: 'warning', at: "'heUniform'", lines: [6] }],
    mended: [
      ["'heUniform'", "tf.initializers.varianceScaling({ scale: 2.4297, mode: 'fanIn', distribution: 'uniform' })"],
    ],
  },
  'depthwise convolutions without a normalisation': {
    file: 'depthwise.js',
    findings: [{ rule: 'wrong-fans', severity: 'warning', at: "'heUniform'", lines: [7] }],
    mended: [
      [
        "depthwiseInitializer: 'heUniform'",
        "depthwiseInitializer: tf.initializers.varianceScaling({ scale: 128, mode: 'fanIn', distribution: 'uniform' })",
      ],
    ],
  },
  'arguments of 0': {
    file: 'dropped-arguments.ts',
    findings: [
      { rule: 'dropped-argument', severity: 'info', at: '0', lines: [9, 11, 12] },
      // What is drawn instead suits nothing.
      {
        rule: 'fixed-scale',
        severity: 'info',
        at: 'tf.initializers.randomUniform({ minval: 0, maxval: 1 })',
        lines: [9],
      },
      { rule: 'fixed-scale', severity: 'info', at: 'tf.initializers.randomNormal({ stddev: 0 })', lines: [11] },
    ],
    mended: [
      ['tf.initializers.randomUniform({ minval: 0, maxval: 1 })', 'tf.initializers.glorotUniform({})'],
      ['tf.initializers.randomNormal({ stddev: 0 })', 'tf.initializers.glorotUniform({})'],
    ],
  },
  'one seed twice, in one object and in two': {
    file: 'shared-seeds.js',
    findings: [
      { rule: 'shared-seed', severity: 'warning', at: 'kernelInitializer', lines: [7, 8] },
      { rule: 'shared-seed', severity: 'warning', at: 'tf.initializers.heUniform({ seed: 42 })', lines: [15, 16] },
    ],
    // Who sets a seed wants the same numbers again: no fix that is applied unasked.
    mended: [],
  },
  'options under names that the layer does not know': {
    file: 'unknown-options.js',
    findings: [
      { rule: 'unknown-option', severity: 'warning', at: 'initialization', lines: [11] },
      { rule: 'unknown-option', severity: 'warning', at: 'kernel_initializer', lines: [14] },
    ],
    mended: [
      ['initialization:', 'kernelInitializer:'],
      ['kernel_initializer:', 'kernelInitializer:'],
    ],
  },
  'names that throw': {
    file: 'unknown-names.ts',
    findings: [
      { rule: 'unknown-name', severity: 'error', at: "'he_normal' as any", lines: [6] },
      { rule: 'unknown-name', severity: 'error', at: "'leakyRelu' as any", lines: [7] },
      { rule: 'activation-mismatch', severity: 'hint', at: "'leakyRelu' as any", lines: [7] },
    ],
    mended: [
      ["'he_normal' as any", "'heUniform'"],
      ["'leakyRelu' as any", `'LeakyReLU' as any, ${HE}`],
    ],
  },
  'an LSTM with the default': {
    file: 'lstm-defaults.js',
    findings: [{ rule: 'forget-bias', severity: 'info', at: 'lstm', lines: [4] }],
    mended: [],
  },
  'a pointwise initialiser, which is ignored': {
    file: 'separable.ts',
    findings: [
      { rule: 'dropped-argument', severity: 'info', at: "pointwiseInitializer: 'glorotUniform'", lines: [10] },
    ],
    mended: [["    pointwiseInitializer: 'glorotUniform',\n", '']],
  },
  'ten sigmoid layers': {
    file: 'sigmoid-stack.js',
    findings: [{ rule: 'unstable-activation', severity: 'warning', at: "'sigmoid'", lines: [5, 6] }],
    mended: [],
  },
  'ten tanh layers with the default': {
    file: 'tanh-stack.js',
    findings: [{ rule: 'uncorrected-truncation', severity: 'warning', at: "'tanh'", lines: [4, 5] }],
    mended: [["activation: 'tanh'", "activation: 'tanh', kernelInitializer: 'glorotUniform'"]],
  },
  'thirty residual blocks without normalisation': {
    file: 'residual-he.ts',
    findings: [{ rule: 'unscaled-residual', severity: 'warning', at: "'heUniform'", lines: [5] }],
    mended: [
      [
        `units: 64, ${HE}`,
        "units: 64, kernelInitializer: tf.initializers.varianceScaling({ scale: 0.033333, mode: 'fanAvg', distribution: 'uniform' })",
      ],
    ],
  },
  'two softmax layers in a row with zeros': {
    file: 'softmax-twice.js',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: "'zeros'", lines: [6] }],
    mended: [
      [
        `${ZEROS} }));\nmodel.add(tf.layers.dense`,
        "kernelInitializer: 'glorotUniform' }));\nmodel.add(tf.layers.dense",
      ],
    ],
  },
  'a standard deviation of 0.05 in ten relu layers of 64': {
    file: 'random-normal-small.js',
    findings: [{ rule: 'fixed-scale', severity: 'warning', at: 'tf.initializers.randomNormal({})', lines: [4, 6] }],
    mended: [['tf.initializers.randomNormal({})', 'tf.initializers.heUniform({})']],
  },
  'a standard deviation of 1 in ten tanh layers of 512': {
    file: 'random-normal-large.ts',
    findings: [
      { rule: 'fixed-scale', severity: 'warning', at: 'tf.initializers.randomNormal({ stddev: 1 })', lines: [7] },
    ],
    mended: [['tf.initializers.randomNormal({ stddev: 1 })', 'tf.initializers.glorotUniform({})']],
  },
};

describe('what must be reported, in code', () => {
  for (const [name, expected] of Object.entries(CASES)) it(name, () => assertReported(expected));
});
