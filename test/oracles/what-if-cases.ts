import { AS_WRITTEN, type WhatIf } from '../../src/model/what-if.ts';

/** A program, a change of its model, and the program with that change made by hand. */
export interface WhatIfCase {
  readonly name: string;
  readonly whatIf: WhatIf;
  readonly written: string;
  readonly byHand: string;
}

const HEAD = "import * as tf from '@tensorflow/tfjs';\n";

function sequential(...layers: readonly string[]): string {
  const calls = layers.map((layer) => `  tf.layers.${layer},\n`).join('');
  return `${HEAD}export const model = tf.sequential({ layers: [\n${calls}] });\n`;
}

function change(changed: Partial<WhatIf>): WhatIf {
  return { ...AS_WRITTEN, ...changed };
}

/** A convolutional residual net with its nonlinearity behind the sums. */
function residual(width: number, activation: string, blocks: number): string {
  const lines = Array.from({ length: blocks }, (_, i) => [
    `let f${i} = tf.layers.conv2d({ filters: ${width}, kernelSize: 3, padding: 'same', activation: '${activation}' }).apply(h);`,
    `f${i} = tf.layers.conv2d({ filters: ${width}, kernelSize: 3, padding: 'same', kernelInitializer: 'heNormal' }).apply(f${i});`,
    `h = tf.layers.add().apply([h, f${i}]);`,
    `h = tf.layers.activation({ activation: '${activation}' }).apply(h);`,
  ]).flat();
  return [
    HEAD,
    'const image = tf.input({ shape: [12, 12, 3] });',
    `let h = tf.layers.conv2d({ filters: ${width}, kernelSize: 3, strides: 2, padding: 'same' }).apply(image);`,
    ...lines,
    'h = tf.layers.globalAveragePooling2d({}).apply(h);',
    "const classes = tf.layers.dense({ units: 5, activation: 'softmax' }).apply(h);",
    'export const model = tf.model({ inputs: image, outputs: classes });',
  ].join('\n');
}

export const WHAT_IF_CASES: readonly WhatIfCase[] = [
  {
    name: 'dense: width, nonlinearity and depth',
    whatIf: change({ width: 2, activation: 'tanh', depth: 2 }),
    written: sequential(
      "dense({ units: 12, activation: 'relu', inputShape: [20] })",
      "dense({ units: 8, activation: 'relu', kernelInitializer: 'heUniform' })",
      'dropout({ rate: 0.1 })',
      "dense({ units: 3, activation: 'softmax' })",
    ),
    byHand: sequential(
      "dense({ units: 24, activation: 'tanh', inputShape: [20] })",
      "dense({ units: 24, activation: 'tanh' })",
      "dense({ units: 16, activation: 'tanh', kernelInitializer: 'heUniform' })",
      'dropout({ rate: 0.1 })',
      "dense({ units: 16, activation: 'tanh', kernelInitializer: 'heUniform' })",
      'dropout({ rate: 0.1 })',
      "dense({ units: 3, activation: 'softmax' })",
    ),
  },
  {
    name: 'dense: a quarter of the width, rounded, and activation layers of their own',
    whatIf: change({ width: 1 / 4, activation: 'elu' }),
    written: sequential(
      'dense({ units: 10, inputShape: [6] })',
      'reLU({})',
      'dense({ units: 3 })',
      'leakyReLU({ alpha: 0.1 })',
      'dense({ units: 1 })',
    ),
    byHand: sequential(
      'dense({ units: 3, inputShape: [6] })',
      "activation({ activation: 'elu' })",
      'dense({ units: 1 })',
      "activation({ activation: 'elu' })",
      'dense({ units: 1 })',
    ),
  },
  {
    name: 'convolutions: width through pooling and flattening, depth without strides and edges',
    whatIf: change({ width: 2, depth: 2 }),
    written: sequential(
      "conv2d({ filters: 4, kernelSize: 3, strides: 2, activation: 'relu', inputShape: [14, 14, 3] })",
      'maxPooling2d({ poolSize: 2 })',
      "depthwiseConv2d({ kernelSize: 3, padding: 'same' })",
      'conv2d({ filters: 6, kernelSize: 1 })',
      "separableConv2d({ filters: 5, kernelSize: 3, padding: 'same', activation: 'relu' })",
      "conv2dTranspose({ filters: 4, kernelSize: 2, strides: 2, activation: 'relu' })",
      'flatten()',
      'dense({ units: 7 })',
      'dense({ units: 2 })',
    ),
    byHand: sequential(
      "conv2d({ filters: 8, kernelSize: 3, strides: 2, activation: 'relu', inputShape: [14, 14, 3] })",
      "conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' })",
      'maxPooling2d({ poolSize: 2 })',
      "depthwiseConv2d({ kernelSize: 3, padding: 'same' })",
      'conv2d({ filters: 12, kernelSize: 1 })',
      "depthwiseConv2d({ kernelSize: 3, padding: 'same' })",
      "conv2d({ filters: 12, kernelSize: 1, padding: 'same' })",
      "separableConv2d({ filters: 10, kernelSize: 3, padding: 'same', activation: 'relu' })",
      "separableConv2d({ filters: 10, kernelSize: 3, padding: 'same', activation: 'relu' })",
      "conv2dTranspose({ filters: 8, kernelSize: 2, strides: 2, activation: 'relu' })",
      "conv2dTranspose({ filters: 8, kernelSize: 2, padding: 'same', activation: 'relu' })",
      'flatten()',
      'dense({ units: 14 })',
      'dense({ units: 14 })',
      'dense({ units: 2 })',
    ),
  },
  {
    name: 'residual: both ways of every sum stay equally wide, blocks are repeated whole',
    whatIf: change({ width: 4, activation: 'gelu' }),
    written: residual(4, 'relu', 2),
    byHand: residual(16, 'gelu', 2),
  },
  {
    name: 'residual: twice as many blocks',
    whatIf: change({ depth: 2 }),
    written: residual(4, 'relu', 2),
    byHand: residual(4, 'relu', 4).replace(
      "strides: 2, padding: 'same' }).apply(image)",
      "strides: 2, padding: 'same' }).apply(image);\nh = tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same' }).apply(h)",
    ),
  },
  {
    name: 'batch normalisation behind every hidden layer',
    whatIf: change({ normalization: 'batch', width: 2 }),
    written: sequential(
      "conv2d({ filters: 3, kernelSize: 3, inputShape: [8, 8, 2], activation: 'relu' })",
      'flatten()',
      'dense({ units: 6, useBias: false })',
      'batchNormalization({ epsilon: 0.01 })',
      "activation({ activation: 'relu' })",
      'dense({ units: 2 })',
    ),
    byHand: sequential(
      "conv2d({ filters: 6, kernelSize: 3, inputShape: [8, 8, 2], activation: 'relu' })",
      'batchNormalization({})',
      'flatten()',
      'dense({ units: 12, useBias: false })',
      'batchNormalization({ epsilon: 0.01 })',
      "activation({ activation: 'relu' })",
      'dense({ units: 2 })',
    ),
  },
  {
    name: 'layer normalisation instead of batch normalisation',
    whatIf: change({ normalization: 'layer' }),
    written: sequential(
      'dense({ units: 6, inputShape: [5] })',
      'batchNormalization({})',
      "activation({ activation: 'relu' })",
      'dense({ units: 6 })',
      'dense({ units: 2 })',
    ),
    byHand: sequential(
      'dense({ units: 6, inputShape: [5] })',
      'layerNormalization({})',
      "activation({ activation: 'relu' })",
      'dense({ units: 6 })',
      'layerNormalization({})',
      'dense({ units: 2 })',
    ),
  },
  {
    name: 'no normalisation',
    whatIf: change({ normalization: 'none', width: 1 / 2 }),
    written: sequential(
      'dense({ units: 8, inputShape: [5] })',
      'batchNormalization({})',
      "activation({ activation: 'relu' })",
      'dense({ units: 8 })',
      'layerNormalization({})',
      'dense({ units: 2 })',
      'batchNormalization({})',
    ),
    byHand: sequential(
      'dense({ units: 4, inputShape: [5] })',
      "activation({ activation: 'relu' })",
      'dense({ units: 4 })',
      'dense({ units: 2 })',
    ),
  },
  {
    name: 'recurrent: width of cells and what reads them, depth that hands every step on',
    whatIf: change({ width: 2, depth: 2, activation: 'relu' }),
    written: sequential(
      'embedding({ inputDim: 30, outputDim: 6, inputLength: 9 })',
      'bidirectional({ layer: tf.layers.gru({ units: 4, returnSequences: true }), mergeMode: "concat" })',
      "simpleRNN({ units: 5, activation: 'tanh', returnSequences: true })",
      'timeDistributed({ layer: tf.layers.dense({ units: 3, activation: "tanh" }) })',
      'lstm({ units: 4 })',
      'dense({ units: 2 })',
    ),
    byHand: sequential(
      'embedding({ inputDim: 30, outputDim: 12, inputLength: 9 })',
      'bidirectional({ layer: tf.layers.gru({ units: 8, returnSequences: true }), mergeMode: "concat" })',
      'bidirectional({ layer: tf.layers.gru({ units: 8, returnSequences: true }), mergeMode: "concat" })',
      "simpleRNN({ units: 10, activation: 'relu', returnSequences: true })",
      "simpleRNN({ units: 10, activation: 'relu', returnSequences: true })",
      'timeDistributed({ layer: tf.layers.dense({ units: 6, activation: "relu" }) })',
      'timeDistributed({ layer: tf.layers.dense({ units: 6, activation: "relu" }) })',
      'lstm({ units: 8, returnSequences: true })',
      'lstm({ units: 8 })',
      'dense({ units: 2 })',
    ),
  },
];
