import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { DialectId } from '../../../../src/model/graph.ts';
import type { CellDropout } from '../../../../src/model/operation.ts';
import { declare, inner, type Plain, unknown } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

/** As TF.js code, or as JSON of Keras with options in its spelling. */
function read(id: DialectId, name: string, options: Options, input: readonly number[] = [6, 5]): LayerTraits {
  return dialects[id].readLayer(declare(name, options), [input], id === 'tfjs' ? 'code' : 'json');
}

function dropoutOf({ operation }: LayerTraits): CellDropout | null {
  assert.ok(operation.kind === 'recurrent' || operation.kind === 'recurrentCell');
  return operation.cell.dropout;
}

function renews({ operation }: LayerTraits): boolean {
  assert.ok(operation.kind === 'recurrent' || operation.kind === 'rnn');
  return operation.renewsMasks;
}

const BOTH = { units: 3, dropout: 0.1, recurrent_dropout: 0.2 };
const INPUT = { units: 3, dropout: 0.1 };

/** The masks that a cell of Keras has. */
function masks(id: 'keras2' | 'keras3', name: string, options: Options): CellDropout['masks'] | undefined {
  return dropoutOf(read(id, name, options))?.masks;
}

describe('dropout inside recurrent layers', () => {
  it('is none where nothing is written, or 0', () => {
    for (const options of [{ units: 3 }, { units: 3, dropout: 0, recurrentDropout: 0 }, { units: 3, dropout: null }]) {
      assert.equal(dropoutOf(read('tfjs', 'lstm', options)), null);
    }
  });

  it('is read of every kind of layer and cell', () => {
    const expected = { input: 0.1, recurrent: 0.2, masks: 'shared', ofCarried: false };
    const options = { units: 3, dropout: 0.1, recurrentDropout: 0.2 };
    for (const name of ['simpleRNN', 'lstm']) assert.deepEqual(dropoutOf(read('tfjs', name, options)), expected);
    for (const name of ['simpleRNNCell', 'lstmCell']) {
      assert.deepEqual(dropoutOf(read('tfjs', name, options, [5])), expected);
    }
    const images = { filters: 2, kernelSize: 3, dropout: 0.1, recurrentDropout: 0.2 };
    assert.deepEqual(dropoutOf(read('tfjs', 'convLstm2d', images, [6, 9, 8, 5])), { ...expected, masks: 'perGate' });
  });

  it('reaches what a GRU of TF.js carries on, if its state is dropped at all', () => {
    const ofCarried = (id: DialectId, name: string, options: Options) => dropoutOf(read(id, name, options))?.ofCarried;
    assert.equal(ofCarried('tfjs', 'gru', { units: 3, recurrentDropout: 0.2 }), true);
    assert.equal(ofCarried('tfjs', 'gru', { units: 3, dropout: 0.2 }), false);
    assert.equal(ofCarried('keras2', 'GRU', BOTH), false);
    assert.equal(ofCarried('keras3', 'GRU', BOTH), false);
  });

  it('drops nothing where a rate is not between 0 and 1', () => {
    for (const dropout of [1, 1.5, -0.5]) assert.equal(dropoutOf(read('tfjs', 'gru', { units: 3, dropout })), null);
  });

  it('is taken to be none where a rate cannot be read, which is said', () => {
    const traits = read('tfjs', 'gru', { units: 3, dropout: unknown('rate') });
    assert.equal(dropoutOf(traits), null);
    assert.deepEqual(
      traits.unknowns.map(({ name, assumed }) => [name, assumed]),
      [['rate', 0]],
    );
  });

  it('has a mask for every gate of Keras where its gates are computed one by one', () => {
    for (const id of ['keras2', 'keras3'] as const) {
      for (const name of ['LSTM', 'GRU']) {
        assert.equal(masks(id, name, BOTH), 'perGate');
        assert.equal(masks(id, name, INPUT), 'shared');
        assert.equal(masks(id, name, { ...INPUT, implementation: 2 }), 'shared');
        const hard = { ...INPUT, implementation: 1, recurrent_activation: 'hard_sigmoid' };
        assert.equal(masks(id, name, hard), 'perGate');
      }
      assert.equal(masks(id, 'SimpleRNN', BOTH), 'shared');
    }
  });

  it('has one mask in layers of Keras 2 that run fused', () => {
    const written = { ...INPUT, implementation: 1 };
    for (const name of ['LSTM', 'GRU']) {
      assert.equal(masks('keras2', name, written), 'shared');
      assert.equal(masks('keras2', name, { ...written, unroll: true }), 'perGate');
      assert.equal(masks('keras2', name, { ...written, use_bias: false }), 'perGate');
      assert.equal(masks('keras2', name, { ...written, activation: 'relu' }), 'perGate');
      assert.equal(masks('keras2', `${name}Cell`, written), 'perGate');
      assert.equal(masks('keras3', name, written), 'perGate');
    }
    assert.equal(masks('keras2', 'GRU', { ...written, reset_after: false }), 'perGate');
  });

  it('draws masks anew at every step in Keras 2 alone, unless the loop is unrolled', () => {
    assert.equal(renews(read('keras2', 'LSTM', INPUT)), true);
    assert.equal(renews(read('keras2', 'LSTM', { ...INPUT, unroll: true })), false);
    assert.equal(renews(read('keras3', 'LSTM', INPUT)), false);
    assert.equal(renews(read('tfjs', 'lstm', INPUT)), false);
    const cells = [inner('LSTMCell', INPUT)];
    assert.equal(renews(read('keras2', 'RNN', { cell: cells })), true);
  });

  it('is read of cells in an RNN', () => {
    const cells = [
      inner('lstmCell', { units: 7, dropout: 0.3 }),
      inner('gruCell', { units: 4, recurrentDropout: 0.2 }),
    ];
    const { parts } = read('tfjs', 'rnn', { cell: inner('stackedRNNCells', { cells }) });
    assert.deepEqual(
      parts.map(({ traits }) => dropoutOf(traits)),
      [
        { input: 0.3, recurrent: 0, masks: 'shared', ofCarried: false },
        { input: 0, recurrent: 0.2, masks: 'shared', ofCarried: true },
      ],
    );
  });
});
