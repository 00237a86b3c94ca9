import * as tf from '@tensorflow/tfjs';

export interface NetworkOptions {
  inputSize: number;
  hidden: number[];
  outputs: number;
  activation?: string;
  dropout?: number;
  seed?: number;
}

const DEFAULTS: NetworkOptions = { inputSize: 10, hidden: [32, 32], outputs: 2, activation: 'relu' };

function toSizes(options: NetworkOptions) {
  return options.hidden.concat(options.outputs).map((units, index, all) => ({ units, isLast: index === all.length - 1 }));
}

export function createNetwork(overrides: Partial<NetworkOptions> = {}): tf.LayersModel {
  const options = Object.assign({}, DEFAULTS, overrides);
  const model = tf.sequential();
  let inputShape: number[] | undefined = [options.inputSize];
  for (const { units, isLast } of toSizes(options)) {
    const activation = isLast ? undefined : (options.activation ?? 'relu');
    model.add(tf.layers.dense({ units, activation: activation as 'relu', inputShape }));
    inputShape = undefined;
    if (!isLast && options.dropout) model.add(tf.layers.dropout({ rate: options.dropout }));
  }
  return model;
}

/** Nobody calls this one here: sizes are what the caller says. */
export const createEncoder = ({ width, depth, latent = 8 }: { width: number; depth: number; latent?: number }, activation: string) => {
  const stack = Array.from({ length: depth }, (_, i) =>
    tf.layers.dense({ units: width / 2 ** i, activation: activation as 'relu', ...(i === 0 ? { inputShape: [width] } : {}) }),
  );
  return tf.sequential({ layers: [...stack, tf.layers.dense({ units: latent })], name: 'encoder' });
};

createNetwork({ hidden: [64, 16], dropout: 0.2 });
