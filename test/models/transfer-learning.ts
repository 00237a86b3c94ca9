import * as tf from '@tensorflow/tfjs';

const MOBILENET = 'https://storage.googleapis.com/tfjs-models/tfjs/mobilenet_v1_0.25_224/model.json';

async function loadFeatures(): Promise<tf.LayersModel> {
  const mobilenet = await tf.loadLayersModel(MOBILENET);
  const layer = mobilenet.getLayer('conv_pw_13_relu');
  return tf.model({ inputs: mobilenet.inputs, outputs: layer.output });
}

/** A new head that is trained on what the loaded model's features are. */
export async function buildClassifier(classes = 4) {
  const features = await loadFeatures();
  for (const layer of features.layers) layer.trainable = false;
  const head = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [7, 7, 256] }),
      tf.layers.dense({ units: 100, activation: 'relu', kernelInitializer: 'varianceScaling' }),
      tf.layers.dense({ units: classes, useBias: false, activation: 'softmax' }),
    ],
  });
  const output = head.apply(features.outputs[0]) as tf.SymbolicTensor;
  return { head, whole: tf.model({ inputs: features.inputs, outputs: output, name: 'whole' }) };
}

/** Layers of a model of this file, from its input up to the second last layer. */
export function truncated() {
  const base = tf.sequential();
  base.add(tf.layers.dense({ units: 30, activation: 'relu', inputShape: [9], name: 'first' }));
  base.add(tf.layers.dense({ units: 20, activation: 'relu', name: 'second' }));
  base.add(tf.layers.dense({ units: 2, name: 'old_head' }));
  const bottleneck = base.layers[base.layers.length - 2].output as tf.SymbolicTensor;
  const fresh = tf.layers.dense({ units: 6, activation: 'softmax', name: 'new_head' }).apply(bottleneck) as tf.SymbolicTensor;
  return tf.model({ inputs: base.input as tf.SymbolicTensor, outputs: fresh, name: 'retrained' });
}
