import * as tf from '@tensorflow/tfjs';

/** EDSR-like: residual blocks that begin as the identity, no batch normalisation. */
export class SuperResolution {
  private readonly model: tf.LayersModel;

  constructor(blocks = 8, filters = 32) {
    const low = tf.input({ shape: [24, 24, 3], name: 'low' });
    const head = this.conv(filters, 'leCunUniform').apply(low) as tf.SymbolicTensor;
    let body = head;
    for (let i = 0; i < blocks; i++) body = this.residual(body, filters);
    body = tf.layers.add().apply([head, this.conv(filters, 'zeros').apply(body) as tf.SymbolicTensor]) as tf.SymbolicTensor;
    const large = tf.layers.upSampling2d({ size: [2, 2] }).apply(body) as tf.SymbolicTensor;
    const high = this.conv(3, 'glorotUniform').apply(large) as tf.SymbolicTensor;
    this.model = tf.model({ inputs: low, outputs: high });
  }

  private residual(x: tf.SymbolicTensor, filters: number): tf.SymbolicTensor {
    const inner = tf.layers
      .conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', kernelInitializer: 'heUniform' })
      .apply(x);
    const branch = this.conv(filters, 'zeros').apply(inner) as tf.SymbolicTensor;
    return tf.layers.add().apply([x, branch]) as tf.SymbolicTensor;
  }

  private conv(filters: number, kernelInitializer: 'leCunUniform' | 'zeros' | 'glorotUniform') {
    return tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', kernelInitializer });
  }

  summary() {
    this.model.summary();
  }
}

new SuperResolution();
