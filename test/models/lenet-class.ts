import * as tf from '@tensorflow/tfjs-node';

interface Options {
  classes?: number;
  dropout?: number;
}

const FILTERS = [6, 16] as const;

/** A model kept in a field, built by private methods, with its sizes from constants and options. */
export class LeNet {
  private readonly model: tf.Sequential;

  constructor(private readonly options: Options = {}) {
    this.model = tf.sequential();
    this.addConvolutions();
    this.addClassifier(options.classes ?? 10);
  }

  private addConvolutions(): void {
    FILTERS.forEach((filters, index) => {
      this.model.add(
        tf.layers.conv2d({
          ...(index === 0 ? { inputShape: [28, 28, 1] } : {}),
          filters,
          kernelSize: 5,
          activation: 'tanh',
          name: `conv_${index + 1}`,
        }),
      );
      this.model.add(tf.layers.averagePooling2d({ poolSize: [2, 2] }));
    });
    this.model.add(tf.layers.flatten());
  }

  private addClassifier(classes: number): void {
    for (const units of [120, 84]) this.model.add(tf.layers.dense({ units, activation: 'tanh' }));
    this.model.add(tf.layers.dropout({ rate: this.options.dropout || 0.5 }));
    this.model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  }

  async train(images: tf.Tensor4D, labels: tf.Tensor2D): Promise<void> {
    this.model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    await this.model.fit(images, labels, { epochs: 3 });
  }
}
