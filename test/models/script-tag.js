async function run() {
  let model;
  model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: 1000, outputDim: 16, inputLength: 20 }),
      tf.layers.globalAveragePooling1d(),
      tf.layers.dense({ units: 16, activation: 'relu', kernelInitializer: tf.initializers.randomNormal({ mean: 0, stddev: 0.1 }) }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ loss: 'binaryCrossentropy', optimizer: 'adam' });
  while (true) {
    await model.fit(xs, ys);
    await tf.nextFrame();
  }
}
run();
