import { Sequential, layers } from '@tensorflow/tfjs-layers';

const SETTINGS = [
  // [expansion, filters, repeats, stride]
  [1, 16, 1, 1],
  [6, 24, 2, 2],
];

/** A class model that is extended block by block. */
export class MobileNet {
  channels = 8;

  constructor(size = 32) {
    this.model = new Sequential({ name: 'mobile' });
    this.model.add(layers.conv2d({ inputShape: [size, size, 3], filters: this.channels, kernelSize: 3, strides: 2, padding: 'same', useBias: false }));
    this.normalise();
    for (const [expansion, filters, repeats, stride] of SETTINGS) {
      for (let i = 0; i < repeats; i++) this.block(expansion, filters, i === 0 ? stride : 1);
    }
    this.model.add(layers.globalAveragePooling2d({}));
    this.model.add(layers.dense({ units: 10, activation: 'softmax' }));
  }

  block(expansion, filters, strides) {
    if (expansion !== 1) {
      this.model.add(layers.conv2d({ filters: this.channels * expansion, kernelSize: 1, useBias: false }));
      this.normalise();
    }
    this.model.add(layers.depthwiseConv2d({ kernelSize: 3, strides, padding: 'same', useBias: false, depthwiseInitializer: 'heUniform' }));
    this.normalise();
    this.model.add(layers.conv2d({ filters, kernelSize: 1, useBias: false }));
    this.model.add(layers.batchNormalization());
    this.channels = filters;
  }

  normalise() {
    this.model.add(layers.batchNormalization());
    this.model.add(layers.reLU({ maxValue: 6 }));
  }
}
