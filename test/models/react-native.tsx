import '@tensorflow/tfjs-react-native';
import * as tf from '@tensorflow/tfjs';
import React, { useEffect, useRef, useState } from 'react';

const LABELS = ['up', 'down', 'left', 'right'];

export function Gestures() {
  const model = useRef<tf.Sequential | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    (async () => {
      await tf.ready();
      const recogniser = tf.sequential();
      recogniser.add(tf.layers.conv1d({ filters: 16, kernelSize: 5, activation: 'relu', inputShape: [100, 6] }));
      recogniser.add(tf.layers.globalMaxPooling1d());
      recogniser.add(tf.layers.dense({ units: LABELS.length, activation: 'softmax' }));
      model.current = recogniser;
      setReady(true);
    })();
  }, []);

  return ready ? <p>Ready for {LABELS.length} gestures</p> : null;
}
