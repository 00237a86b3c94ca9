const tf = require('@tensorflow/tfjs');

const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [784], units: 100, activation: 'relu', kernelInitializer: 'zeros' }));
model.add(tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: 'zeros' }));
model.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });

module.exports = { model };
