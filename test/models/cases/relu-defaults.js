import { layers, sequential } from '@tensorflow/tfjs';

const model = sequential();
model.add(layers.inputLayer({ inputShape: [256] }));
for (let i = 0; i < 20; i++) {
  model.add(layers.dense({ units: 256, activation: 'relu' }));
}
model.add(layers.dense({ units: 1 }));

export { model };
