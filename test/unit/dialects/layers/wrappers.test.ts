import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, inner, type Plain, unknown } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function tfjs(factory: string, options: Options, ...inputs: readonly Shape[]): LayerTraits {
  return dialects.tfjs.readLayer(declare(factory, options), inputs, 'code');
}

function reasonOf({ operation }: LayerTraits): string | null {
  return operation.kind === 'opaque' ? operation.reason : null;
}

const LSTM = inner('lstm', { units: 3, returnSequences: true });

describe('a bidirectional layer', () => {
  it('has two parts from one written layer, the second turned round', () => {
    const { parts } = tfjs('bidirectional', { layer: LSTM }, [6, 5]);
    assert.deepEqual(
      parts.map(({ name, site, traits: { operation } }) => [
        name,
        site,
        operation.kind === 'recurrent' && operation.goBackwards,
      ]),
      [
        ['forward', 'lstm', false],
        ['backward', 'lstm', true],
      ],
    );
  });

  it('merges as it is told', () => {
    const shape = (options: Options) => tfjs('bidirectional', { layer: LSTM, ...options }, [6, 5]).outputShape;
    assert.deepEqual(shape({}), [6, 6]);
    assert.deepEqual(shape({ mergeMode: 'concat' }), [6, 6]);
    assert.deepEqual(shape({ mergeMode: 'sum' }), [6, 3]);
    assert.deepEqual(shape({ mergeMode: null }), [6, 3]);
    const merge = (options: Options) => {
      const { operation } = tfjs('bidirectional', { layer: LSTM, ...options }, [6, 5]);
      return operation.kind === 'bidirectional' ? operation.merge : null;
    };
    assert.deepEqual([{ mergeMode: 'ave' }, { mergeMode: 'mul' }, { mergeMode: null }].map(merge), [
      'average',
      'multiply',
      'none',
    ]);
    const { unknowns } = tfjs('bidirectional', { layer: LSTM, mergeMode: unknown('mode') }, [6, 5]);
    assert.match(unknowns[0]?.what ?? '', /`mergeMode` cannot be read and is taken to be 'concat'/);
  });

  it('takes a layer of its own for the way back in Keras only', () => {
    const options = { layer: LSTM, backward_layer: inner('GRU', { units: 3, return_sequences: true }) };
    const keras = dialects.keras3.readLayer(
      declare('Bidirectional', { ...options, layer: inner('LSTM', { units: 3, return_sequences: true }) }),
      [[6, 5]],
      'json',
    );
    assert.deepEqual(
      keras.parts.map(({ traits }) => traits.className),
      ['LSTM', 'GRU'],
    );
    const { problems } = tfjs('bidirectional', { layer: LSTM, backwardLayer: LSTM }, [6, 5]);
    assert.deepEqual(
      problems.map((problem) => problem.kind === 'unknownOption' && [problem.written, problem.consequence]),
      [['backwardLayer', 'dropped']],
    );
  });

  it('knows the input from the layer inside', () => {
    const layer = inner('lstm', { units: 3, inputShape: [6, 5] });
    assert.deepEqual(tfjs('bidirectional', { layer }).inputShape, [6, 5]);
    assert.deepEqual(tfjs('bidirectional', { layer, inputShape: [9, 5] }).inputShape, [9, 5]);
  });

  it('says why the layer inside cannot be read', () => {
    const reason = (layer: Plain) => reasonOf(tfjs('bidirectional', { layer }, [6, 5])) ?? '';
    assert.match(reason(unknown('layer')), /^The layer inside cannot be read: `layer` is not known here/);
    assert.match(reason('lstm'), /it is written as a string/);
    assert.match(reason(inner('dense', { units: 3 })), /`Dense` inside is no recurrent layer/);
  });
});

describe('a layer over time', () => {
  it('reads the shape without time and puts time before', () => {
    const layer = inner('conv2d', { filters: 2, kernelSize: 3 });
    const { operation, parts, outputShape } = tfjs('timeDistributed', { layer }, [4, 9, 8, 3]);
    assert.equal(operation.kind, 'timeDistributed');
    assert.deepEqual(outputShape, [4, 7, 6, 2]);
    assert.deepEqual(
      parts.map(({ name, traits }) => [name, traits.weights[0]?.shape]),
      [['layer', [3, 3, 3, 2]]],
    );
  });

  it('carries an unknown number of steps', () => {
    const steps = { name: 'steps', assumed: 28 };
    const { outputShape } = tfjs('timeDistributed', { layer: inner('dense', { units: 2 }) }, [steps, 3]);
    assert.deepEqual(outputShape, [steps, 2]);
  });

  it('says why the layer inside cannot be read', () => {
    assert.match(reasonOf(tfjs('timeDistributed', { layer: unknown('model') }, [6, 5])) ?? '', /cannot be read/);
    assert.match(reasonOf(tfjs('timeDistributed', {}, [6, 5])) ?? '', /it is missing/);
  });
});

describe('wrappers', () => {
  it('drop an initialiser of their own in TF.js', () => {
    for (const factory of ['bidirectional', 'timeDistributed']) {
      const { problems } = tfjs(factory, { layer: LSTM, kernelInitializer: 'heNormal' }, [6, 5]);
      assert.deepEqual(
        problems.map((problem) => problem.kind === 'unknownOption' && [problem.written, problem.suggestion]),
        [['kernelInitializer', null]],
        factory,
      );
    }
  });

  it('freeze what is inside, in TF.js only the cells of an RNN', () => {
    const frozen = (parts: LayerTraits['parts']) => parts.map(({ traits }) => !traits.trainable);
    const wrapped = { layer: inner('Bidirectional', { layer: inner('LSTM', { units: 7 }) }), trainable: false };
    const keras = dialects.keras3.readLayer(declare('TimeDistributed', wrapped), [[4, 6, 5]], 'json');
    assert.deepEqual(frozen(keras.parts), [true]);
    assert.deepEqual(frozen(keras.parts[0]?.traits.parts ?? []), [true, true]);
    assert.deepEqual(frozen(tfjs('bidirectional', { layer: LSTM, trainable: false }, [6, 5]).parts), [false, false]);
    assert.deepEqual(
      frozen(tfjs('timeDistributed', { layer: inner('dense', { units: 2 }), trainable: false }, [6, 5]).parts),
      [false],
    );
    const cells = [inner('gruCell', { units: 2 })];
    assert.deepEqual(frozen(tfjs('rnn', { cell: cells, trainable: false }, [6, 5]).parts), [true]);
  });

  it('normalise the spectrum with a vector beside the layer', () => {
    const options = { layer: inner('Dense', { units: 7 }), power_iterations: 2 };
    const traits = dialects.keras3.readLayer(declare('SpectralNormalization', options), [[5]], 'json');
    assert.match(reasonOf(traits) ?? '', /^Spectral normalisation is read/);
    assert.deepEqual(traits.outputShape, [7]);
    assert.deepEqual(
      traits.weights.map(({ role, shape }) => [role, shape]),
      [['state', [1, 7]]],
    );
  });
});
