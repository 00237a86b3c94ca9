import assert from 'node:assert/strict';
import { dialects } from '../../../src/dialects/index.ts';
import type { DialectId } from '../../../src/model/graph.ts';
import { declare, declareUse, type Plain } from './declare.ts';

type Options = Readonly<Record<string, Plain>>;

/** What becomes of a class in a file: the operation's kind, or why it is opaque. */
function found(id: DialectId, className: string, module: string | null = null, options: Options = {}): string {
  const declaration = module === null ? declare(className, options) : declareUse(className, module, options, {});
  const { operation } = dialects[id].readLayer(declaration, [[4, 6]], 'json');
  return operation.kind === 'opaque' ? operation.reason : operation.kind;
}

describe('the class that a file names', () => {
  it("is Keras's own in any of its modules", () => {
    for (const module of ['keras.layers', 'keras.src.layers.merging.add', 'tensorflow.python.keras.layers.merge']) {
      assert.equal(found('keras2', 'Add', module), 'add', module);
    }
    assert.equal(found('keras3', 'Multiply', 'tf_keras.src.layers.merging.multiply'), 'merge');
  });

  it('is an operation where the module is one of operations', () => {
    assert.equal(found('keras3', 'Softmax', 'keras.src.ops.nn'), 'activation');
    assert.equal(found('keras3', 'ReLU', 'keras.src.activations.activations'), 'activation');
    assert.equal(found('keras3', 'GetItem'), 'It takes a part of its input: the signal is taken to pass unchanged.');
    assert.match(found('keras3', 'Fft2', 'keras.src.ops.math'), /^The operation `Fft2` of Keras 3 is not covered/);
    // Dense is a layer, and no operation has that name.
    assert.match(found('keras3', 'Dense', 'keras.src.ops.nn'), /^The operation `Dense` of Keras 3 is not covered/);
  });

  it("is its author's where it comes from another module, whatever its name", () => {
    const reason = found('keras3', 'Attention', 'models.blocks');
    assert.match(reason, /^`Attention` is a custom layer of the module `models\.blocks`/);
    assert.match(
      found('keras3', 'Dense', 'keras_hub.src.layers'),
      /custom layer of the module `keras_hub\.src\.layers`/,
    );
    assert.match(reason, /does not stand in the file: the signal is taken to pass unchanged\.$/);
  });

  it("is its author's where it is registered under a package", () => {
    assert.match(found('keras2', 'Custom>Attention'), /^`Attention` is a custom layer of the package `Custom`/);
    assert.match(found('tfjs', 'mine>Dense'), /^`Dense` is a custom layer of the package `mine`/);
  });

  it("is Keras's for layers that were registered themselves", () => {
    const scale = { init_values: 0.1, projection_dim: 6 };
    assert.equal(found('keras2', 'Custom>LayerScale', null, scale), 'rescaling');
    assert.equal(found('keras2', 'LayerScale', 'keras.src.applications.convnext', scale), 'rescaling');
    assert.equal(found('keras2', 'Custom>Rescaling', null, { scale: 2 }), 'rescaling');
    assert.equal(found('keras3', 'StochasticDepth', 'my.convnext', { drop_path_rate: 0.1 }), 'dropout');
  });

  it('may be custom where nothing is said of it', () => {
    const reason = found('keras2', 'FancyBlock');
    assert.match(reason, /^Keras 2 has no layer named `FancyBlock`: it may be a custom layer\./);
    assert.match(found('keras3', 'FancyLayer', 'keras.src.layers.fancy'), /^Keras 3 has no layer named `FancyLayer`/);
  });

  it('takes no name that all objects inherit for an operation', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      assert.match(found('keras3', name), /has no layer named/, name);
      assert.match(found('keras3', name, 'keras.src.ops.numpy'), /^The operation/, name);
    }
  });

  it('is not known in code if no factory has the name', () => {
    const { operation } = dialects.tfjs.readLayer(declare('fancy'), [[3]], 'code');
    assert.ok(operation.kind === 'opaque');
    assert.equal(operation.reason, 'TensorFlow.js has no layer named `fancy`.');
  });
});
