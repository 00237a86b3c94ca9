import * as tf from '@tensorflow/tfjs';

/** Layers kept in fields and applied in `call()`. */
class FeedForward extends tf.layers.Layer {
  static className = 'FeedForward';
  private readonly expand: tf.layers.Layer;
  private readonly shrink: tf.layers.Layer;

  constructor(private readonly config: { units: number; name?: string }) {
    super({ name: config.name });
    this.expand = tf.layers.dense({ units: 4 * config.units, name: 'expand' });
    this.shrink = tf.layers.dense({ units: config.units, kernelInitializer: 'zeros', name: 'shrink' });
  }

  computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const wide = tf.relu(this.expand.apply(x) as tf.Tensor);
      return tf.add(x, this.shrink.apply(wide) as tf.Tensor);
    });
  }
}
tf.serialization.registerClass(FeedForward);

/** A layer with weights of its own. */
class Scale extends tf.layers.Layer {
  private factor!: tf.LayerVariable;

  build(inputShape: tf.Shape): void {
    this.factor = this.addWeight('factor', [inputShape[inputShape.length - 1] as number], 'float32', tf.initializers.ones());
    this.built = true;
  }

  call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    return x.mul(this.factor.read());
  }

  static get className() {
    return 'Scale';
  }
}
tf.serialization.registerClass(Scale);

const model = tf.sequential();
model.add(tf.layers.dense({ units: 24, inputShape: [10], activation: 'relu' }));
model.add(new FeedForward({ units: 24, name: 'mixer' }));
model.add(new Scale({ name: 'scale' }));
model.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
model.summary();
