const tf = require('@tensorflow/tfjs');

// Text generation: LSTM layers on one-hot characters.
class TextGenerator {
  constructor(sampleLength, charSetSize, lstmSizes) {
    this.model = tf.sequential();
    for (let i = 0; i < lstmSizes.length; ++i) {
      this.model.add(
        tf.layers.lstm({
          units: lstmSizes[i],
          unitForgetBias: true,
          returnSequences: i < lstmSizes.length - 1,
          inputShape: i === 0 ? [sampleLength, charSetSize] : undefined,
        }),
      );
    }
    this.model.add(tf.layers.dense({ units: charSetSize, activation: 'softmax' }));
  }
}

module.exports = new TextGenerator(40, 71, [64, 64]);
