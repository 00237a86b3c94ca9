import * as tf from '@tensorflow/tfjs';

abstract class Agent {
  static readonly #defaults = { rate: 0.01 };
  #network: tf.Sequential | null = null;
  protected abstract readonly sizes: readonly number[];
  protected readonly activation: 'relu' | 'tanh' = 'relu';

  constructor(protected readonly observations: number, protected readonly actions: number) {}

  get network(): tf.Sequential {
    return (this.#network ??= this.build());
  }

  protected build(): tf.Sequential {
    const network = tf.sequential();
    this.sizes.forEach((units, i) => network.add(this.hidden(units, i)));
    network.add(this.output());
    network.compile({ optimizer: tf.train.adam(Agent.#defaults.rate), loss: 'meanSquaredError' });
    return network;
  }

  protected hidden(units: number, index: number): tf.layers.Layer {
    const options = { units, activation: this.activation };
    return tf.layers.dense(index > 0 ? options : { ...options, inputShape: [this.observations] });
  }

  protected abstract output(): tf.layers.Layer;
}

class DeepQ extends Agent {
  protected override readonly sizes = [24, 48];

  protected output() {
    return tf.layers.dense({ units: this.actions, kernelInitializer: 'zeros' });
  }

  static create() {
    return new DeepQ(4, 2);
  }
}

class Gaussian extends Agent {
  protected override readonly sizes = [64];
  protected override readonly activation = 'tanh';

  protected hidden(units: number, index: number) {
    return index === 0 ? super.hidden(units, index) : tf.layers.dropout({ rate: 0.1 });
  }

  protected output() {
    return tf.layers.dense({ units: 2 * this.actions });
  }
}

DeepQ.create().network.summary();
export const agent = new Gaussian(8, 3);
export const { network } = agent;
