import { layers, sequential } from '@tensorflow/tfjs';

export const rnn = sequential({
  layers: [
    layers.simpleRNN({ units: 32, inputShape: [25, 4], recurrentInitializer: 'orthogonal', kernelInitializer: 'glorotUniform' }),
    layers.dense({ units: 16, activation: 'tanh', kernelInitializer: 'glorotUniform' }),
    layers.dense({ units: 2 }),
  ],
});
