/**
 * A TensorFlow.js file in which something is half typed, so that what the grammar makes of its last call hangs on what stands
 * before it: with the first layer mended it is read otherwise.
 */
export const BROKEN_MODEL = `model.add(tf.layers.dense({nitstivation: 'relu', inputShape: [784] }))for(S;i+model.add(tf.layers.dense(`;
