const tf = require('@tensorflow/tfjs-node-gpu');
const { layers, sequential } = tf;

const MODEL_CONFIG = {
  INPUT_SIZE: 13,
  UNITS: 50,
  HIDDEN: { activation: 'sigmoid', kernelInitializer: 'leCunNormal' },
};

/** Options spread from a shared constant. */
module.exports.createRegressor = function () {
  const model = sequential();
  model.add(layers.dense({ inputShape: [MODEL_CONFIG.INPUT_SIZE], units: MODEL_CONFIG.UNITS, ...MODEL_CONFIG.HIDDEN }));
  model.add(layers.dense({ ...MODEL_CONFIG.HIDDEN, units: MODEL_CONFIG.UNITS / 2 }));
  // model.add(layers.dense({ units: 8 }));
  model.add(layers.dense({ units: 1 }));
  return model;
};
