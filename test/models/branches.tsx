import * as tf from '@tensorflow/tfjs';
import { useMemo } from 'react';

enum Activation {
  Relu = 'relu',
  Selu = 'selu',
}

/** A component that builds its model, with a branch that only the user's choice decides. */
export function Trainer({ deep, onReady }: { deep: boolean; onReady: (model: tf.LayersModel) => void }) {
  const model = useMemo(() => {
    const classifier = tf.sequential({ name: 'classifier' });
    classifier.add(tf.layers.dense({ units: 32, activation: Activation.Selu, inputShape: [4] }));
    if (deep) {
      classifier.add(tf.layers.dense({ units: 32, activation: Activation.Selu }));
    }
    classifier.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
    return classifier;
  }, [deep]);
  onReady(model);
  return <p className="note">Don't close the page: {model.name}</p>;
}
