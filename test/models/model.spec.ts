import * as tf from '@tensorflow/tfjs';

const small = (units: number) => tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [2] })] });

describe('training', () => {
  let model: tf.Sequential;

  beforeEach(() => {
    model = tf.sequential();
    model.add(tf.layers.dense({ units: 5, inputShape: [4], activation: 'relu', kernelInitializer: tf.initializers.constant({ value: 0.5 }) }));
    model.add(tf.layers.dense({ units: 1 }));
  });

  it.each([3, 7])('gives %i numbers', (units) => {
    expect(small(units).outputShape).toEqual([null, units]);
  });

  it('adds a layer', async () => {
    const other = small(9);
    other.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
    await model.save('localstorage://model');
    expect(other.layers).toHaveLength(2);
  });
});
