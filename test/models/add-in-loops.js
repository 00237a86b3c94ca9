import * as tf from '@tensorflow/tfjs';

const hidden = [64, 32, 16];

function denseStack(sizes, activation = 'relu') {
  const model = tf.sequential();
  sizes.forEach((units, i) => {
    const options = { units, activation, name: `hidden_${i}` };
    if (i === 0) options.inputShape = [8];
    model.add(tf.layers.dense(options));
  });
  model.add(tf.layers.dense({ units: 1, name: 'score' }));
  return model;
}

function pyramid(width, depth) {
  const net = tf.sequential();
  net.add(tf.layers.dense({ units: width, inputShape: [width], activation: 'elu' }));
  let units = width;
  while (units > 8 && depth-- > 0) {
    units /= 2;
    net.add(tf.layers.dense({ units, activation: 'elu' }));
  }
  for (const name of ['mean', 'spread']) net.add(tf.layers.dense({ units: 2, name }));
  return net;
}

const models = {};
for (const kind of ['small', 'large']) {
  models[kind] = tf.sequential();
  models[kind].add(tf.layers.dense({ units: kind === 'small' ? 4 : 40, inputShape: [3], activation: 'sigmoid' }));
  models[kind].add(tf.layers.dense({ units: 2, activation: 'softmax' }));
}

const towers = [tf.sequential(), tf.sequential()];
for (let i = 0; i < towers.length; i++) {
  for (let j = 0; j <= i; j++) {
    towers[i].add(tf.layers.dense({ units: 10 * (j + 1), activation: 'selu', ...(j === 0 && { inputShape: [5] }) }));
  }
}

const scorer = denseStack(hidden);
const shape = pyramid(64, 2);
