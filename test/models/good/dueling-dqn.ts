import * as tf from '@tensorflow/tfjs-node';

interface Config {
  observation: number;
  hidden: number[];
  actions: number;
}

const CONFIG: Config = { observation: 8, hidden: [128, 128], actions: 4 };

function dense(units: number): tf.layers.Layer {
  return tf.layers.dense({ units, activation: 'relu', kernelInitializer: tf.initializers.heUniform({}) });
}

export function build({ observation, hidden, actions }: Config): tf.LayersModel {
  const state = tf.input({ shape: [observation] });
  const trunk = hidden.reduce((x, units) => dense(units).apply(x) as tf.SymbolicTensor, state);
  const value = tf.layers.dense({ units: 1 }).apply(dense(64).apply(trunk)) as tf.SymbolicTensor;
  const advantage = tf.layers.dense({ units: actions }).apply(dense(64).apply(trunk)) as tf.SymbolicTensor;
  return tf.model({ inputs: state, outputs: [value, advantage] });
}

build(CONFIG);
