import * as tf from '@tensorflow/tfjs-core';

const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
/** TensorFlow.js's for float32. */
const EPSILON = 1e-7;

interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * Adam as `tf.train.adam` computes it (Kingma & Ba 2015, arXiv 1412.6980, algorithm 1, epsilon added to the root of the
 * corrected moment), in one loop over a weight: the dozen tensor operations that it is there take longer than all the
 * rest of a step.
 */
export class Adam extends tf.Optimizer {
  static readonly className = 'InitLensAdam';
  readonly #rate: number;
  readonly #moments = new Map<string, Moments>();
  #step = 0;

  constructor(learningRate: number) {
    super();
    this.#rate = learningRate;
  }

  override applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    this.#step++;
    for (const { name, tensor } of namedTensors(gradients)) {
      const variable = tf.engine().registeredVariables[name];
      if (variable === undefined) continue;
      const updated = this.#updated(name, values(variable), values(tensor));
      const next = tf.tensor(updated, variable.shape, 'float32');
      variable.assign(next);
      next.dispose();
    }
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.#rate };
  }

  #updated(name: string, weight: Float32Array, gradient: Float32Array): Float32Array {
    const { first, second } = this.#momentsOf(name, weight.length);
    const firstShare = 1 / (1 - FIRST_DECAY ** this.#step);
    const secondShare = 1 / (1 - SECOND_DECAY ** this.#step);
    const target = new Float32Array(weight.length);
    for (let i = 0; i < weight.length; i++) {
      const g = gradient[i] ?? 0;
      const m = FIRST_DECAY * (first[i] ?? 0) + (1 - FIRST_DECAY) * g;
      const v = SECOND_DECAY * (second[i] ?? 0) + (1 - SECOND_DECAY) * g * g;
      first[i] = m;
      second[i] = v;
      target[i] = (weight[i] ?? 0) - (this.#rate * m * firstShare) / (Math.sqrt(v * secondShare) + EPSILON);
    }
    return target;
  }

  #momentsOf(name: string, length: number): Moments {
    const known = this.#moments.get(name);
    if (known !== undefined) return known;
    const made = { first: new Float32Array(length), second: new Float32Array(length) };
    this.#moments.set(name, made);
    return made;
  }
}

/** Gradients come as a list or by name. */
function namedTensors(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): { name: string; tensor: tf.Tensor }[] {
  return Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
}

function values(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
