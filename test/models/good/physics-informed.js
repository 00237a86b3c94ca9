const tf = require('@tensorflow/tfjs');

// A smooth function of place and time: tanh, whose derivatives the loss needs.
const layers = [2, 64, 64, 64, 64, 64, 64, 1];

const net = tf.sequential();
for (let i = 1; i < layers.length; i++) {
  const isLast = i === layers.length - 1;
  net.add(
    tf.layers.dense({
      units: layers[i],
      activation: isLast ? 'linear' : 'tanh',
      kernelInitializer: 'glorotUniform',
      inputShape: i === 1 ? [layers[0]] : undefined,
    }),
  );
}

exports.net = net;
