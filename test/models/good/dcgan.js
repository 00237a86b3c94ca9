const tf = require('@tensorflow/tfjs');

// Radford et al. 2016: every kernel from N(0, 0.02), batch normalisation but at the ends.
const init = tf.initializers.randomNormal({ mean: 0, stddev: 0.02 });

function buildGenerator(latentSize) {
  const net = tf.sequential();
  net.add(tf.layers.dense({ units: 4 * 4 * 128, inputShape: [latentSize], useBias: false, kernelInitializer: init }));
  net.add(tf.layers.batchNormalization());
  net.add(tf.layers.reLU());
  net.add(tf.layers.reshape({ targetShape: [4, 4, 128] }));
  for (const filters of [64, 32]) {
    net.add(
      tf.layers.conv2dTranspose({
        filters,
        kernelSize: 5,
        strides: 2,
        padding: 'same',
        useBias: false,
        kernelInitializer: init,
      }),
    );
    net.add(tf.layers.batchNormalization());
    net.add(tf.layers.reLU());
  }
  net.add(
    tf.layers.conv2dTranspose({
      filters: 3,
      kernelSize: 5,
      strides: 2,
      padding: 'same',
      activation: 'tanh',
      kernelInitializer: init,
    }),
  );
  return net;
}

function buildDiscriminator() {
  const net = tf.sequential();
  [32, 64, 128].forEach((filters, i) => {
    net.add(
      tf.layers.conv2d({
        filters,
        kernelSize: 5,
        strides: 2,
        padding: 'same',
        kernelInitializer: init,
        inputShape: i === 0 ? [32, 32, 3] : undefined,
        useBias: i === 0,
      }),
    );
    if (i > 0) net.add(tf.layers.batchNormalization());
    net.add(tf.layers.leakyReLU({ alpha: 0.2 }));
  });
  net.add(tf.layers.flatten());
  net.add(tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: init }));
  return net;
}

exports.generator = buildGenerator(100);
exports.discriminator = buildDiscriminator();
