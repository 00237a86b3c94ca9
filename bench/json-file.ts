import { randomFrom } from '../test/builders/random.ts';

/** A functional Keras 2 model of about so many layers, as `model.to_json()` writes it: residual blocks of convolutions. */
export function jsonFile(layers: number, seed: number): string {
  const random = randomFrom(seed);
  const written: object[] = [
    layer('InputLayer', 'input', [], { batch_input_shape: [null, 64, 64, 16], dtype: 'float32' }),
  ];
  let last = 'input';
  for (let block = 0; written.length < layers - 3; block++) {
    const start = last;
    const name = (part: string) => `block_${block}_${part}`;
    const conv = { filters: 16, kernel_size: [3, 3], strides: [1, 1], padding: 'same', data_format: 'channels_last' };
    const kernel = {
      class_name: 'VarianceScaling',
      config: { scale: 2 + random(3), mode: 'fan_in', distribution: 'truncated_normal', seed: null },
    };
    const own = {
      dilation_rate: [1, 1],
      groups: 1,
      activation: 'linear',
      use_bias: random(2) === 0,
      kernel_initializer: kernel,
    };
    written.push(
      layer('Conv2D', name('conv'), [start], {
        trainable: true,
        dtype: 'float32',
        ...conv,
        ...own,
        bias_initializer: { class_name: 'Zeros', config: {} },
        kernel_regularizer: null,
        bias_regularizer: null,
        activity_regularizer: null,
        kernel_constraint: null,
        bias_constraint: null,
      }),
      layer('BatchNormalization', name('bn'), [name('conv')], {
        trainable: true,
        dtype: 'float32',
        axis: [3],
        momentum: 0.99,
        epsilon: 0.001,
        center: true,
        scale: true,
      }),
      layer('Activation', name('relu'), [name('bn')], { trainable: true, dtype: 'float32', activation: 'relu' }),
      layer('Add', name('add'), [name('relu'), start], { trainable: true, dtype: 'float32' }),
    );
    last = name('add');
  }
  written.push(
    layer('GlobalAveragePooling2D', 'pool', [last], { data_format: 'channels_last', keepdims: false }),
    layer('Dense', 'predictions', ['pool'], { units: 10, activation: 'softmax', use_bias: true }),
  );
  const config = {
    name: 'net',
    trainable: true,
    layers: written,
    input_layers: [['input', 0, 0]],
    output_layers: [['predictions', 0, 0]],
  };
  return JSON.stringify({ class_name: 'Functional', config, keras_version: '2.15.0', backend: 'tensorflow' }, null, 1);
}

function layer(className: string, name: string, inputs: readonly string[], config: object): object {
  const inbound = inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])];
  return { class_name: className, config: { name, ...config }, name, inbound_nodes: inbound };
}
