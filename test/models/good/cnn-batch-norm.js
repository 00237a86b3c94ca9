const tf = require('@tensorflow/tfjs');

// CIFAR-10: convolutions without bias, each normalised before its nonlinearity.
function addConvolution(model, filters, options = {}) {
  model.add(
    tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false, kernelInitializer: 'heNormal', ...options }),
  );
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.reLU());
}

const model = tf.sequential();
addConvolution(model, 32, { inputShape: [32, 32, 3] });
addConvolution(model, 32);
model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
addConvolution(model, 64);
addConvolution(model, 64);
model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
addConvolution(model, 128);
addConvolution(model, 128);
model.add(tf.layers.globalAveragePooling2d({}));
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

module.exports = { model };
