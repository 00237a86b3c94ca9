import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { scalarFunction } from '../../../../src/model/activation-function.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

/** What the layers of Keras have and TF.js has not. */

type Options = Readonly<Record<string, Plain>>;

function keras(className: string, options: Options, ...inputs: readonly Shape[]): LayerTraits {
  const traits = dialects.keras3.readLayer(declare(className, options), inputs, 'json');
  assert.deepEqual(traits.problems, [], className);
  assert.deepEqual(traits.unknowns, [], className);
  return traits;
}

describe('layers of Keras', () => {
  it('group convolutions: the true fan-out has no factor of groups', () => {
    const { weights, operation } = keras('Conv2D', { filters: 8, kernel_size: 3, groups: 4 }, [9, 9, 12]);
    assert.ok(operation.kind === 'convolution' && operation.groups === 4);
    const { shape, fans, trueFans } = weights[0] ?? {};
    assert.deepEqual(
      { shape, fans, trueFans },
      { shape: [3, 3, 3, 8], fans: { in: 27, out: 72 }, trueFans: { in: 27, out: 18 } },
    );
  });

  it('pad causally', () => {
    const traits = keras('Conv1D', { filters: 4, kernel_size: 3, padding: 'causal', dilation_rate: 2 }, [10, 3]);
    assert.deepEqual(traits.outputShape, [10, 4]);
  });

  it('dilate depthwise and transposed convolutions', () => {
    const depthwise = keras('DepthwiseConv2D', { kernel_size: 3, dilation_rate: 2 }, [9, 9, 3]);
    assert.deepEqual(depthwise.outputShape, [5, 5, 3]);
    const transposed = keras('Conv1DTranspose', { filters: 2, kernel_size: 3, dilation_rate: 2 }, [4, 3]);
    assert.deepEqual(transposed.outputShape, [8, 2]);
  });

  it('pad the output of transposed convolutions', () => {
    const options = { filters: 2, kernel_size: 3, strides: 2, output_padding: 1 };
    assert.deepEqual(keras('Conv2DTranspose', { ...options, padding: 'same' }, [4, 5, 3]).outputShape, [8, 10, 2]);
    assert.deepEqual(keras('Conv2DTranspose', options, [4, 5, 3]).outputShape, [10, 12, 2]);
  });

  it('keep dimensions in global pooling', () => {
    assert.deepEqual(keras('GlobalAveragePooling2D', { keepdims: true }, [4, 5, 3]).outputShape, [1, 1, 3]);
    assert.deepEqual(keras('GlobalMaxPooling3D', {}, [4, 5, 6, 3]).outputShape, [3]);
  });

  it('pad one and three dimensions', () => {
    assert.deepEqual(keras('ZeroPadding1D', { padding: [1, 2] }, [6, 5]).outputShape, [9, 5]);
    const padding = [
      [1, 0],
      [0, 2],
      [1, 1],
    ];
    assert.deepEqual(keras('ZeroPadding3D', { padding }, [4, 4, 4, 2]).outputShape, [5, 6, 6, 2]);
  });

  it('parameterise the ReLU layer', () => {
    const activation = (options: Options) => keras('ReLU', options, [5]).ownActivation;
    assert.deepEqual(activation({ max_value: null, negative_slope: 0, threshold: 0 }), { name: 'relu' });
    assert.deepEqual(activation({ max_value: 6 }), { name: 'relu6' });
    assert.deepEqual(activation({ negative_slope: 0.1 }), { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(activation({ threshold: 0.5 }), { name: 'thresholdedRelu', theta: 0.5 });
    const capped = activation({ max_value: 3, negative_slope: 0.1, threshold: 0.5 });
    const f = capped === null ? null : scalarFunction(capped);
    // Keras: x at and above the threshold, slope (x - threshold) below it, cut off at the maximum.
    for (const [x, y] of [
      [-1.5, -0.2],
      [0.2, -0.03],
      [2, 2],
      [9, 3],
    ] as const) {
      assert.ok(Math.abs((f?.value(x) ?? Number.NaN) - y) < 1e-12, `f(${x})`);
    }
  });

  it('name the leaky slope by version', () => {
    const slope = (id: 'keras2' | 'keras3', options: Options) =>
      dialects[id].readLayer(declare('LeakyReLU', options), [[5]], 'json').ownActivation;
    assert.deepEqual(slope('keras2', { alpha: 0.1 }), { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(slope('keras3', { negative_slope: 0.1 }), { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(slope('keras3', {}), { name: 'leakyRelu', slope: 0.3 });
  });

  it('save the axis of a batch normalisation as a list in Keras 2', () => {
    const { operation } = dialects.keras2.readLayer(declare('BatchNormalization', { axis: [3] }), [[4, 4, 6]], 'json');
    assert.ok(operation.kind === 'batchNormalization' && operation.axis === 2);
  });

  it('initialise the two kernels of a separable convolution separately', () => {
    const options = { filters: 6, kernel_size: 3, depthwise_initializer: 'he_uniform', pointwise_initializer: 'zeros' };
    const { weights } = keras('SeparableConv2D', options, [8, 8, 4]);
    assert.deepEqual(
      weights.map(({ role, option, initializer }) => [role, option, initializer.spec.name]),
      [
        ['depthwise', 'depthwise_initializer', 'heUniform'],
        ['pointwise', 'pointwise_initializer', 'zeros'],
        ['bias', 'bias_initializer', 'zeros'],
      ],
    );
  });

  it('have one-dimensional fans of n where TF.js has the root', () => {
    const bias = (weights: LayerTraits['weights']) => weights.find(({ role }) => role === 'bias')?.fans;
    assert.deepEqual(bias(keras('Dense', { units: 9 }, [5]).weights), { in: 9, out: 9 });
    const tfjs = dialects.tfjs.readLayer(declare('dense', { units: 9 }), [[5]], 'code');
    assert.deepEqual(bias(tfjs.weights), { in: 3, out: 3 });
  });
});

describe('separable convolution of TF.js', () => {
  it("initialises both kernels by the depthwise option and says that the other one's is dropped", () => {
    const options = { filters: 6, kernelSize: 3, depthwiseInitializer: 'heUniform', pointwiseInitializer: 'zeros' };
    const { weights, problems } = dialects.tfjs.readLayer(declare('separableConv2d', options), [[8, 8, 4]], 'code');
    assert.deepEqual(
      weights.slice(0, 2).map(({ option, initializer }) => [option, initializer.spec.name]),
      [
        ['depthwiseInitializer', 'heUniform'],
        ['depthwiseInitializer', 'heUniform'],
      ],
    );
    assert.deepEqual(
      problems.map((problem) => problem.kind === 'droppedArgument' && problem.argument),
      ['pointwiseInitializer'],
    );
  });
});

describe('options that TF.js drops', () => {
  const dropped = (className: string, options: Options) =>
    dialects.tfjs
      .readLayer(declare(className, options), [[8, 8, 4]], className === 'DepthwiseConv2D' ? 'json' : 'code')
      .problems.map((problem) => (problem.kind === 'droppedArgument' ? problem.argument : problem.kind));

  it('are a dilation of depthwise and transposed convolutions, unless it says nothing', () => {
    assert.deepEqual(dropped('conv2dTranspose', { filters: 2, kernelSize: 3, dilationRate: 2 }), ['dilationRate']);
    assert.deepEqual(dropped('depthwiseConv2d', { kernelSize: 3, dilationRate: [1, 2] }), ['dilationRate']);
    assert.deepEqual(dropped('DepthwiseConv2D', { kernel_size: 3, dilation_rate: [1, 1] }), []);
  });

  it('are not a pointwise initialiser that says the same', () => {
    const options = { filters: 2, kernelSize: 3, pointwiseInitializer: 'glorotUniform' };
    assert.deepEqual(dropped('separableConv2d', options), []);
    assert.deepEqual(dropped('separableConv2d', { ...options, depthwiseInitializer: 'heUniform' }), [
      'pointwiseInitializer',
    ]);
  });
});

describe('shapes', () => {
  it('carry the name of an unknown size through a layer', () => {
    const width = { name: 'width', assumed: 20 };
    const read = (className: string, options: Options, ...inputs: readonly Shape[]) =>
      keras(className, options, ...inputs).outputShape;
    assert.deepEqual(read('Flatten', {}, [3, width]), [{ name: 'width', assumed: 60 }]);
    assert.deepEqual(read('MaxPooling1D', {}, [width, 3]), [{ name: 'width', assumed: 10 }, 3]);
    assert.deepEqual(read('Concatenate', {}, [4, width], [4, 2]), [4, { name: 'width', assumed: 22 }]);
    assert.deepEqual(read('Reshape', { target_shape: [5, -1] }, [width]), [5, { name: 'width', assumed: 4 }]);
  });

  it('cannot be told where the window does not fit', () => {
    assert.equal(keras('Conv1D', { filters: 2, kernel_size: 5 }, [3, 2]).outputShape, null);
  });
});
