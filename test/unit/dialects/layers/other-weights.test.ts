import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { elementCount, type Shape } from '../../../../src/model/shape.ts';
import { declare, type Plain } from '../declare.ts';

/** Layers with weights that no other family has; figures as Keras 2.15 and 3.12 tell them. */

type Options = Readonly<Record<string, Plain>>;

function read(id: 'keras2' | 'keras3', className: string, options: Options, input: Shape): LayerTraits {
  const traits = dialects[id].readLayer(declare(className, options), [input], 'json');
  assert.deepEqual(traits.problems, [], className);
  return traits;
}

function weights({ weights: found }: LayerTraits): (readonly [string, Shape])[] {
  return found.map(({ role, shape }) => [role, shape]);
}

describe('locally connected layers of Keras 2', () => {
  const options = { filters: 3, kernel_size: 2 };

  it('have a kernel and a bias at every position', () => {
    const traits = read('keras2', 'LocallyConnected1D', options, [6, 5]);
    assert.deepEqual(traits.outputShape, [5, 3]);
    assert.deepEqual(weights(traits), [
      ['kernel', [5, 10, 3]],
      ['bias', [5, 3]],
    ]);
    const strided = read('keras2', 'LocallyConnected2D', { ...options, strides: 2 }, [6, 5, 4]);
    assert.deepEqual(strided.outputShape, [3, 2, 3]);
    assert.deepEqual(weights(strided), [
      ['kernel', [6, 16, 3]],
      ['bias', [3, 2, 3]],
    ]);
  });

  it('keep the bias with channels last even where they come first', () => {
    const first = read('keras2', 'LocallyConnected2D', { ...options, data_format: 'channels_first' }, [6, 5, 4]);
    assert.deepEqual(first.outputShape, [3, 4, 3]);
    assert.deepEqual(weights(first)[1], ['bias', [4, 3, 3]]);
  });

  it('keep the kernel in three ways', () => {
    const kernel = (implementation: number, more: Options = {}) =>
      read('keras2', 'LocallyConnected2D', { ...options, ...more, implementation }, [6, 5, 4]).weights[0]?.shape;
    assert.deepEqual(kernel(1), [20, 16, 3]);
    assert.deepEqual(kernel(2), [6, 5, 4, 5, 4, 3]);
    assert.deepEqual(kernel(3), [960]);
    assert.deepEqual(kernel(2, { padding: 'same' }), [6, 5, 4, 6, 5, 3]);
  });

  it('sum as many inputs as one window has, whatever the shape suggests', () => {
    const [kernel] = read('keras2', 'LocallyConnected1D', options, [6, 5]).weights;
    assert.deepEqual(
      [kernel?.fans, kernel?.trueFans],
      [
        { in: 50, out: 15 },
        { in: 10, out: 6 },
      ],
    );
    assert.equal(kernel?.initializer.spec.name, 'glorotUniform');
  });
});

describe('layers at the end of a residual branch', () => {
  it('scale every channel by a factor that starts small', () => {
    const traits = read('keras3', 'LayerScale', { init_values: 1e-6, projection_dim: 96 }, [7, 7, 96]);
    assert.deepEqual(traits.operation, { kind: 'rescaling', scale: 1e-6, offset: 0 });
    assert.deepEqual(weights(traits), [['gamma', [96]]]);
    assert.deepEqual(traits.weights[0]?.initializer.spec, { name: 'constant', value: 1e-6 });
  });

  it('drop the branch at random', () => {
    const { operation } = read('keras3', 'StochasticDepth', { drop_path_rate: 0.1 }, [7, 7, 96]);
    assert.deepEqual(operation, { kind: 'dropout', rate: 0.1, spatial: true });
  });
});

describe('low-rank factors in Keras 3', () => {
  it('stand beside the kernel, the second one at zero', () => {
    const traits = read('keras3', 'Dense', { units: 6, lora_rank: 2 }, [5]);
    assert.deepEqual(weights(traits).slice(2), [
      ['scale', [5, 2]],
      ['scale', [2, 6]],
    ]);
    assert.deepEqual(
      traits.weights.slice(2).map(({ initializer }) => initializer.spec.name),
      ['heUniform', 'zeros'],
    );
    const parameters = traits.weights.reduce((sum, { shape }) => sum + elementCount(shape), 0);
    assert.equal(parameters, 58);
  });

  it('are none where no rank is written, nor in Keras 2', () => {
    assert.equal(read('keras3', 'Dense', { units: 6, lora_rank: null }, [5]).weights.length, 2);
    assert.equal(read('keras2', 'Dense', { units: 6, lora_rank: 2 }, [5]).weights.length, 2);
  });
});

describe('an embedding that leads back', () => {
  it('uses its table both ways, or has one more', () => {
    const options = { input_dim: 7, output_dim: 3 };
    assert.deepEqual(weights(read('keras3', 'ReversibleEmbedding', options, [4])), [['embedding', [7, 3]]]);
    const untied = read('keras3', 'ReversibleEmbedding', { ...options, tie_weights: false }, [4]);
    assert.deepEqual(weights(untied), [
      ['embedding', [7, 3]],
      ['embedding', [3, 7]],
    ]);
    assert.deepEqual(untied.weights[1]?.initializer.spec, untied.weights[0]?.initializer.spec);
    assert.deepEqual(untied.outputShape, [4, 3]);
  });
});

describe('recurrent layers for graphics cards', () => {
  it("have the gates' biases twice", () => {
    const lstm = read('keras2', 'CuDNNLSTM', { units: 3, return_sequences: true }, [6, 5]);
    assert.deepEqual(lstm.outputShape, [6, 3]);
    assert.deepEqual(weights(lstm), [
      ['kernel', [5, 12]],
      ['recurrent', [3, 12]],
      ['bias', [24]],
    ]);
    const gru = read('keras2', 'CuDNNGRU', { units: 3 }, [6, 5]);
    assert.deepEqual(gru.outputShape, [3]);
    assert.deepEqual(weights(gru)[2], ['bias', [18]]);
  });
});

describe('layers that pass their input on', () => {
  it('are linear', () => {
    for (const [className, options] of [
      ['Identity', {}],
      ['ActivityRegularization', { l1: 0.1, l2: 0.2 }],
    ] as const) {
      const { operation, ownActivation, outputShape } = read('keras3', className, options, [4, 6]);
      assert.deepEqual([operation, ownActivation, outputShape], [{ kind: 'activation' }, { name: 'linear' }, [4, 6]]);
    }
  });

  it('mask what has a value', () => {
    const { operation } = read('keras3', 'Masking', { mask_value: -1 }, [4, 6]);
    assert.deepEqual(operation, { kind: 'masking', value: -1 });
  });
});
