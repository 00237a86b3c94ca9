import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertReported, type Expected, lines, type ReportedCase } from '../../../builders/cases.ts';

/**
 * What must be reported, as JSON: what TensorFlow.js's `toJSON` makes of the programs, and what Keras writes. One layer
 * stands on a line.
 */

/** Variance scaling as TensorFlow.js and Keras write it. */
function scaling(scale: string, mode: string, distribution: string, seed = 'null'): string {
  return `{ "class_name": "VarianceScaling", "config": { "scale": ${scale}, "mode": "${mode}", "distribution": "${distribution}", "seed": ${seed} } }`;
}

function normal(stddev: number): string {
  return `{ "class_name": "RandomNormal", "config": { "mean": 0, "stddev": ${stddev}, "seed": null } }`;
}

const ZEROS = '{ "class_name": "Zeros", "config": {} }';
const TFJS_HE = scaling('2', 'fan_in', 'uniform');
const TFJS_GLOROT = scaling('1', 'fan_avg', 'uniform');
const TFJS_DEFAULT = scaling('1', 'fan_avg', 'normal');
const KERAS_HE = '{ "class_name": "HeNormal", "config": { "seed": null } }';
const KERNEL = '"kernel_initializer": ';

/** A kernel's initialiser that is underlined and replaced, on all of these lines. */
function replaced(
  file: string,
  finding: Expected,
  to: string,
  context: readonly [before: string, behind: string] = ['', ''],
): ReportedCase {
  const [before, behind] = context;
  const mended = [[`${before}${KERNEL}${finding.at}${behind}`, `${before}${KERNEL}${to}${behind}`]] as const;
  return { file, findings: [finding], mended };
}

const RELU = '"activation": "relu", "use_bias": true, ';
const TANH = '"activation": "tanh", "use_bias": true, ';

const BEHIND_FIRST_SOFTMAX = `, "bias_initializer": ${ZEROS}, "kernel_regularizer": null, "bias_regularizer": null, "activity_regularizer": null, "kernel_constraint": null, "bias_constraint": null, "name": "dense_Dense205"`;

const CASES: Readonly<Record<string, ReportedCase>> = {
  'LeNet with every kernel zeros': {
    file: 'lenet-zeros.json',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: ZEROS, lines: [12, 14, 17, 18] }],
    mended: [
      [`"filters": 6, ${KERNEL}${ZEROS}`, `"filters": 6, ${KERNEL}${TFJS_HE}`],
      [`"filters": 16, ${KERNEL}${ZEROS}`, `"filters": 16, ${KERNEL}${TFJS_HE}`],
      [`${RELU}${KERNEL}${ZEROS}`, `${RELU}${KERNEL}${TFJS_HE}`],
    ],
  },
  'LeNet with every kernel 0.1': {
    file: 'lenet-constant.json',
    findings: [
      {
        rule: 'symmetric-initializer',
        severity: 'error',
        at: '{ "class_name": "Constant", "config": { "value": 0.1 } }',
        lines: [12, 14, 17],
      },
    ],
    mended: [
      [
        `"filters": 6, ${KERNEL}{ "class_name": "Constant", "config": { "value": 0.1 } }`,
        `"filters": 6, ${KERNEL}${TFJS_HE}`,
      ],
      [
        `"filters": 16, ${KERNEL}{ "class_name": "Constant", "config": { "value": 0.1 } }`,
        `"filters": 16, ${KERNEL}${TFJS_HE}`,
      ],
      [`${RELU}${KERNEL}{ "class_name": "Constant", "config": { "value": 0.1 } }`, `${RELU}${KERNEL}${TFJS_HE}`],
    ],
  },
  'biases of one in a hidden layer, and one right before a batch normalisation': {
    file: 'needless-biases.json',
    findings: [
      { rule: 'needless-bias', severity: 'info', at: 'true', lines: [12] },
      { rule: 'nonzero-bias', severity: 'info', at: '{ "class_name": "Ones", "config": {} }', lines: [16] },
    ],
    mended: [
      [
        '"bias_initializer": { "class_name": "Ones", "config": {} }',
        `"bias_initializer": { "class_name": "Zeros", "config": {} }`,
      ],
    ],
  },
  'digits with zeros in both kernels': replaced(
    'digits-all-zeros.json',
    { rule: 'symmetric-initializer', severity: 'error', at: ZEROS, lines: [12] },
    TFJS_HE,
    [RELU, ''],
  ),
  'hidden zeros in front of tanh': replaced(
    'hidden-zeros-tanh.json',
    { rule: 'symmetric-initializer', severity: 'warning', at: ZEROS, lines: [12] },
    TFJS_GLOROT,
  ),
  'VGG16 with the default of TensorFlow.js': replaced(
    'vgg16.json',
    {
      rule: 'activation-mismatch',
      severity: 'warning',
      at: TFJS_DEFAULT,
      lines: [13, 14, 16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 29],
    },
    TFJS_HE,
    ['', ', "kernel_regularizer": null, "kernel_constraint": null, "kernel_size"'],
  ),
  'VGG16 with the default of Keras': replaced(
    'keras2-vgg16.json',
    {
      rule: 'activation-mismatch',
      severity: 'info',
      at: '{ "class_name": "GlorotUniform", "config": { "seed": null } }',
      lines: [7, 8, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22, 23],
    },
    KERAS_HE,
    [RELU, ''],
  ),
  'eight relu layers with variance scaling of scale 1 in TensorFlow.js': replaced(
    'variance-scaling-default.json',
    {
      rule: 'activation-mismatch',
      severity: 'warning',
      at: scaling('1', 'fan_in', 'normal'),
      lines: lines(12, 19),
    },
    TFJS_HE,
  ),
  'the same in Keras': replaced(
    'keras2-variance-scaling.json',
    {
      rule: 'activation-mismatch',
      severity: 'warning',
      at: scaling('1.0', 'fan_in', 'truncated_normal'),
      lines: lines(7, 14),
    },
    KERAS_HE,
  ),
  'twenty selu layers with the truncated LeCun': replaced(
    'selu-truncated.json',
    { rule: 'uncorrected-truncation', severity: 'hint', at: scaling('1', 'fan_in', 'normal'), lines: lines(13, 32) },
    scaling('1', 'fan_in', 'uniform'),
  ),
  'twenty relu layers with the default': replaced(
    'relu-defaults.json',
    { rule: 'activation-mismatch', severity: 'warning', at: TFJS_DEFAULT, lines: lines(13, 32) },
    TFJS_HE,
    [RELU, ''],
  ),
  'twenty swish layers with He in TensorFlow.js': replaced(
    'swish-he.json',
    { rule: 'activation-mismatch', severity: 'warning', at: TFJS_HE, lines: lines(13, 32) },
    scaling('2.4297', 'fan_in', 'uniform'),
  ),
  'the same in Keras 3': replaced(
    'keras3-silu-he.json',
    {
      rule: 'activation-mismatch',
      severity: 'warning',
      at: '{ "module": "keras.initializers", "class_name": "HeNormal", "config": { "seed": null }, "registered_name": null }',
      lines: lines(8, 27),
    },
    '{ "module": "keras.initializers", "class_name": "VarianceScaling", "config": { "scale": 2.4297, "mode": "fan_in", "distribution": "truncated_normal", "seed": null }, "registered_name": null }',
  ),
  'depthwise convolutions without a normalisation': {
    file: 'depthwise.json',
    findings: [{ rule: 'wrong-fans', severity: 'warning', at: TFJS_HE, lines: [13, 16, 19] }],
    mended: [
      [`"depthwise_initializer": ${TFJS_HE}`, `"depthwise_initializer": ${scaling('128', 'fan_in', 'uniform')}`],
    ],
  },
  'one seed twice in TensorFlow.js': {
    file: 'shared-seeds.json',
    findings: [
      { rule: 'shared-seed', severity: 'warning', at: scaling('2', 'fan_in', 'uniform', '42'), lines: [12, 13] },
    ],
    mended: [],
  },
  'one seed twice in Keras 3': {
    file: 'keras3-shared-seed.json',
    findings: [
      {
        rule: 'shared-seed',
        severity: 'warning',
        at: '{ "module": "keras.initializers", "class_name": "HeNormal", "config": { "seed": 42 }, "registered_name": null }',
        lines: [8, 9],
      },
    ],
    mended: [],
  },
  'an option under a name that Keras does not know': {
    file: 'keras2-misspelt-option.json',
    findings: [{ rule: 'unknown-option', severity: 'error', at: '"kernel_initialiser"', lines: [7] }],
    mended: [['kernel_initialiser', 'kernel_initializer']],
  },
  'a Keras class that TensorFlow.js does not load': {
    file: 'unloadable-lecun.json',
    findings: [
      {
        rule: 'unloadable-name',
        severity: 'error',
        at: '{ "class_name": "LecunNormal", "config": { "seed": null } }',
        lines: [9],
      },
    ],
    mended: [['{ "class_name": "LecunNormal", "config": { "seed": null } }', scaling('1', 'fan_in', 'uniform')]],
  },
  'a Keras distribution that TensorFlow.js does not load': {
    file: 'unloadable-untruncated.json',
    findings: [{ rule: 'unloadable-name', severity: 'error', at: '"untruncated_normal"', lines: [9] }],
    mended: [[scaling('2.0', 'fan_in', 'untruncated_normal'), TFJS_HE]],
  },
  'an LSTM whose forget gates start half closed': {
    file: 'lstm-defaults.json',
    findings: [{ rule: 'forget-bias', severity: 'info', at: 'null', lines: [12] }],
    mended: [],
  },
  'ten sigmoid layers': {
    file: 'sigmoid-stack.json',
    findings: [{ rule: 'unstable-activation', severity: 'warning', at: '"sigmoid"', lines: lines(12, 21) }],
    mended: [],
  },
  'ten tanh layers with the default': replaced(
    'tanh-stack.json',
    { rule: 'uncorrected-truncation', severity: 'warning', at: TFJS_DEFAULT, lines: lines(12, 21) },
    TFJS_GLOROT,
    [TANH, ''],
  ),
  'thirty residual blocks without normalisation': replaced(
    'residual-he.json',
    {
      rule: 'unscaled-residual',
      severity: 'warning',
      at: TFJS_HE,
      lines: Array.from({ length: 30 }, (_, i) => 16 + 3 * i),
    },
    scaling('0.033333', 'fan_avg', 'uniform'),
    ['"activation": "linear", "use_bias": true, ', ''],
  ),
  'two softmax layers in a row with zeros': {
    file: 'softmax-twice.json',
    findings: [{ rule: 'symmetric-initializer', severity: 'error', at: ZEROS, lines: [13] }],
    // Only the first of the two: the last layer's zeros are harmless once that is random.
    mended: [[`${KERNEL}${ZEROS}${BEHIND_FIRST_SOFTMAX}`, `${KERNEL}${TFJS_GLOROT}${BEHIND_FIRST_SOFTMAX}`]],
  },
  'a standard deviation of 0.05 in ten relu layers of 64': replaced(
    'random-normal-small.json',
    { rule: 'fixed-scale', severity: 'warning', at: normal(0.05), lines: lines(12, 21) },
    TFJS_HE,
  ),
  'a standard deviation of 1 in ten tanh layers of 512': replaced(
    'random-normal-large.json',
    { rule: 'fixed-scale', severity: 'warning', at: normal(1), lines: lines(13, 22) },
    TFJS_GLOROT,
  ),
};

describe('what must be reported, in JSON', () => {
  for (const [name, expected] of Object.entries(CASES)) it(name, () => assertReported(expected));

  it('is every file of the folder', () => {
    const files = readdirSync(join(__dirname, '../../../models/cases')).filter((file) => file.endsWith('.json'));
    assert.deepEqual(files.sort(), [...new Set(Object.values(CASES).map(({ file }) => file))].sort());
  });
});
