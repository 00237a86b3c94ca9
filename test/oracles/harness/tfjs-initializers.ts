import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { INITIALIZER_OPTIONS } from '../../../src/dialects/layer-reader.ts';
import type { WeightRole } from '../../../src/model/graph.ts';
import type { InitializerSpec, VarianceScaling } from '../../../src/model/initializer.ts';
import type { WeightFacts } from './facts.ts';
import { LayerConfig } from './layer-config.ts';
import { cellIn } from './tfjs-operations.ts';

/** By the last part of the variable's name. */
const ROLES: Readonly<Record<string, WeightRole>> = {
  kernel: 'kernel',
  depthwise_kernel: 'depthwise',
  pointwise_kernel: 'pointwise',
  recurrent_kernel: 'recurrent',
  embeddings: 'embedding',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  moving_mean: 'movingMean',
  moving_variance: 'movingVariance',
  alpha: 'slope',
};

/** The layer's own weights, those of layers within it left out. */
export function weightsOf(layer: tf.layers.Layer): WeightFacts[] {
  return layer.weights.map((weight): WeightFacts => {
    const name = weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1);
    const role = ROLES[name];
    assert.ok(role !== undefined, `a weight is called ${name}`);
    const initializer: unknown = Reflect.get(cellIn(layer), INITIALIZER_OPTIONS[role]);
    assert.ok(initializer instanceof tf.serialization.Serializable, `${layer.getClassName()} initialises its ${name}`);
    return { role, shape: [...weight.shape], ...initializerFacts(initializer) };
  });
}

type InitializerFacts = Pick<WeightFacts, 'initializer' | 'preset' | 'seed'>;

function initializerFacts(initializer: tf.serialization.Serializable): InitializerFacts {
  const className: unknown = Reflect.get(initializer.constructor, 'className');
  const config = new LayerConfig(initializer.getConfig(), initializer.getClassName());
  const preset =
    typeof className === 'string' && /^(?:Glorot|He|LeCun)(?:Normal|Uniform)$/.test(className)
      ? className.charAt(0).toLowerCase() + className.slice(1)
      : null;
  return {
    initializer: specOf(initializer.getClassName(), config),
    preset,
    seed: config.isNull('seed') || !repeats(initializer) ? null : config.number('seed'),
  };
}

/** Whether it draws the same again: to some kinds a seed of 0 is none. */
function repeats(initializer: tf.serialization.Serializable): boolean {
  const apply: unknown = Reflect.get(initializer, 'apply');
  assert.ok(typeof apply === 'function', 'an initialiser can be applied');
  const [first, second] = [0, 1].map(() => {
    const drawn: unknown = Reflect.apply(apply, initializer, [[2, 3]]);
    assert.ok(drawn instanceof tf.Tensor, 'an initialiser gives a tensor');
    const values = [...drawn.dataSync()];
    drawn.dispose();
    return values;
  });
  return isDeepStrictEqual(first, second);
}

function specOf(className: string, config: LayerConfig): InitializerSpec {
  switch (className) {
    case 'Zeros':
      return { name: 'zeros' };
    case 'Ones':
      return { name: 'ones' };
    case 'Constant':
      return { name: 'constant', value: config.number('value') };
    case 'RandomNormal':
    case 'TruncatedNormal': {
      const name = className === 'RandomNormal' ? 'randomNormal' : 'truncatedNormal';
      return { name, mean: config.number('mean'), stddev: config.number('stddev') };
    }
    case 'RandomUniform':
      return { name: 'randomUniform', low: config.number('minval'), high: config.number('maxval') };
    case 'Orthogonal':
    case 'Identity':
      return { name: className === 'Orthogonal' ? 'orthogonal' : 'identity', gain: config.number('gain') };
    default:
      assert.equal(className, 'VarianceScaling');
      return { name: 'varianceScaling', ...varianceScaling(config) };
  }
}

function varianceScaling(config: LayerConfig): VarianceScaling {
  const mode = config.text('mode');
  assert.ok(mode === 'fanIn' || mode === 'fanOut' || mode === 'fanAvg');
  // TF.js samples a uniform distribution wherever the word is not 'normal'.
  const distribution = config.text('distribution') === 'normal' ? 'truncatedNormal' : 'uniform';
  return { scale: config.number('scale'), mode, distribution };
}
