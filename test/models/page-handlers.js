import * as tf from '@tensorflow/tfjs';

let model;
const status = document.getElementById('status');

function createModel(learningRate) {
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 5, filters: 8, strides: 1, activation: 'relu', kernelInitializer: 'varianceScaling' }));
  model.add(tf.layers.maxPooling2d({ poolSize: [2, 2], strides: [2, 2] }));
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 10, kernelInitializer: 'varianceScaling', activation: 'softmax' }));
  model.compile({ optimizer: tf.train.sgd(learningRate), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

async function restore() {
  try {
    model = await tf.loadLayersModel('localstorage://digits');
  } catch (error) {
    status.textContent = `Nothing stored (${error.message})`;
    model = createModel(0.15);
  }
}

document.getElementById('train').onclick = async () => {
  const regression = tf.sequential();
  regression.add(tf.layers.dense({ units: 1, inputShape: [1] }));
  regression.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  await regression.fit(tf.tensor2d([[1], [2]]), tf.tensor2d([[1], [3]]), { epochs: 10 });
};

document.addEventListener('DOMContentLoaded', () => {
  tf.ready().then(() => restore());
});
