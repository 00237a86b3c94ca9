const tf = require('@tensorflow/tfjs-node');

/** No tf.model: the layers are applied to tensors as they come. */
class ActorCritic {
  constructor(stateSize, actionSize, { hiddenUnits = 128 } = {}) {
    this.body = [
      tf.layers.dense({ units: hiddenUnits, activation: 'relu', inputShape: [stateSize] }),
      tf.layers.dense({ units: hiddenUnits / 2, activation: 'relu' }),
    ];
    this.policy = tf.layers.dense({ units: actionSize, activation: 'softmax', kernelInitializer: 'zeros' });
    this.value = tf.layers.dense({ units: 1 });
  }

  call(state) {
    const features = this.body.reduce((x, layer) => layer.apply(x), state);
    return { probabilities: this.policy.apply(features), value: this.value.apply(features) };
  }

  act(state) {
    const { probabilities } = this.call(state);
    return tf.multinomial(probabilities, 1).dataSync()[0];
  }
}

module.exports = { ActorCritic };
