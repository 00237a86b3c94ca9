import * as tf from '@tensorflow/tfjs';

const LOOK_BACK = 6;
const MEASURED = 6;

/** What falls out of a sequence falls out at all of its steps. */
function forecaster({ units = 16, dropout = 0.1, recurrentDropout = 0.1 } = {}) {
  const model = tf.sequential();
  model.add(
    tf.layers.gru({ units, dropout, recurrentDropout, returnSequences: true, inputShape: [LOOK_BACK, MEASURED] }),
  );
  model.add(tf.layers.lstm({ units, dropout, recurrentDropout }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

export const weather = forecaster();
export const regularised = forecaster({ units: 12, dropout: 0.3, recurrentDropout: 0.25 });

export function tagger() {
  const cells = [12, 8].map((units) => tf.layers.lstmCell({ units, dropout: 0.2, recurrentDropout: 0.3 }));
  return tf.sequential({
    layers: [
      tf.layers.rnn({ cell: cells, returnSequences: true, inputShape: [7, 5] }),
      tf.layers.bidirectional({ layer: tf.layers.simpleRNN({ units: 6, dropout: 0.25 }), mergeMode: 'concat' }),
      tf.layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
}

/** Images are masked for each gate apart. */
export function frames() {
  const model = tf.sequential();
  const rates = { dropout: 0.3, recurrentDropout: 0.3 };
  model.add(
    tf.layers.convLstm2d({ filters: 2, kernelSize: 3, padding: 'same', ...rates, inputShape: [2, 4, 4, 2] }),
  );
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 3 }));
  return model;
}
