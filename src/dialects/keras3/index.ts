import type { ActivationNames } from '../activations/rules.ts';
import { createDialect } from '../create-dialect.ts';
import type { Dialect } from '../dialect.ts';
import { kerasActivations } from '../keras/activations.ts';
import { kerasInitializers } from '../keras/initializers.ts';
import { KERAS_LAYERS, layer } from '../keras/layers.ts';
import { KERAS3_PREPROCESSING } from '../keras/preprocessing.ts';
import { KERAS_DEFAULTS, KERAS_QUIRKS } from '../keras/quirks.ts';
import { groupedQueryAttention } from '../layers/attention/multi-head-attention.ts';
import { foreignModule } from '../layers/foreign.ts';
import { rmsNormalization } from '../layers/normalization.ts';
import { reversibleEmbedding } from '../layers/reversible-embedding.ts';
import { stftSpectrogram } from '../layers/spectrogram.ts';
import { SNAKE_CASE_OPTIONS } from '../naming.ts';
import { CELL_DROPOUT } from './cell-dropout.ts';
import { OPERATIONS } from './operations.ts';

/** Functions that Keras 3 has and that no table of moments covers. */
const NOT_COVERED = [
  'celu',
  'glu',
  'hard_shrink',
  'hard_tanh',
  'log_sigmoid',
  'soft_shrink',
  'sparse_plus',
  'sparse_sigmoid',
  'sparsemax',
  'squareplus',
  'tanh_shrink',
  'threshold',
];

const FURTHER_ACTIVATIONS: ActivationNames = {
  hard_silu: { name: 'hardSwish' },
  hard_swish: { name: 'hardSwish' },
  ...Object.fromEntries(
    NOT_COVERED.map((written) => [
      written,
      { name: 'unknown', written, reason: `The activation \`${written}\` is not covered yet.` },
    ]),
  ),
};

/** Keras 3, as 3.12 behaves. */
export const keras3: Dialect = createDialect({
  id: 'keras3',
  label: 'Keras 3',
  version: '3.12.0',
  naming: { code: SNAKE_CASE_OPTIONS, json: SNAKE_CASE_OPTIONS },
  layers: [
    ...KERAS_LAYERS,
    layer('RMSNormalization', [], rmsNormalization),
    // Files name the first of these, which `keras.layers` has; the class behind it is called like the second.
    layer('GroupQueryAttention', [], groupedQueryAttention),
    layer('GroupedQueryAttention', [], groupedQueryAttention),
    layer('ReversibleEmbedding', [], reversibleEmbedding),
    layer('STFTSpectrogram', [], stftSpectrogram),
    ...['JaxLayer', 'FlaxLayer', 'TorchModuleWrapper'].map((name) => layer(name, [], foreignModule)),
    ...KERAS3_PREPROCESSING,
  ],
  operations: OPERATIONS,
  initializers: kerasInitializers({ IdentityInitializer: 'identity', OrthogonalInitializer: 'orthogonal' }, null),
  // relu6(x + 3) / 6
  activations: kerasActivations(1 / 6, FURTHER_ACTIVATIONS),
  defaults: { ...KERAS_DEFAULTS, convLstmRecurrentActivation: { name: 'sigmoid' } },
  quirks: {
    ...KERAS_QUIRKS,
    // `alpha` is the old name, still taken.
    leakySlopeOptions: ['negativeSlope', 'alpha'],
    separableTakesKernelInitializer: false,
    lowRank: true,
    padsChannelsFirst: true,
    rmsScaling: true,
    recurrentOptions: ['implementation', 'zeroOutputForMask', 'useCudnn', 'seed'],
    cellDropout: CELL_DROPOUT,
  },
});
