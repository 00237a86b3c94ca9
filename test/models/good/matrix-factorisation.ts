import * as tf from '@tensorflow/tfjs';

const DIMENSIONS = 16;
const small = () => tf.initializers.truncatedNormal({ mean: 0, stddev: 1 / Math.sqrt(DIMENSIONS) });

function rows(count: number, name: string) {
  const index = tf.input({ shape: [1], name });
  const vector = tf.layers
    .embedding({ inputDim: count, outputDim: DIMENSIONS, embeddingsInitializer: small() })
    .apply(index);
  return { index, vector: tf.layers.flatten().apply(vector) as tf.SymbolicTensor };
}

const [user, movie] = [rows(600, 'user'), rows(1700, 'movie')];
const rating = tf.layers.dot({ axes: 1 }).apply([user.vector, movie.vector]) as tf.SymbolicTensor;
export const recommender = tf.model({ inputs: [user.index, movie.index], outputs: rating });
