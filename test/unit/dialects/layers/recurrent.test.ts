import assert from 'node:assert/strict';
import type { LayerTraits } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { DialectId, Weight } from '../../../../src/model/graph.ts';
import type { Cell } from '../../../../src/model/operation.ts';
import type { Shape } from '../../../../src/model/shape.ts';
import { declare, inner, type Plain, unknown } from '../declare.ts';

type Options = Readonly<Record<string, Plain>>;

function tfjs(factory: string, options: Options, ...inputs: readonly Shape[]): LayerTraits {
  return dialects.tfjs.readLayer(declare(factory, options), inputs, 'code');
}

function keras(id: DialectId, className: string, options: Options, ...inputs: readonly Shape[]): LayerTraits {
  return dialects[id].readLayer(declare(className, options), inputs, 'json');
}

function cellOf({ operation }: LayerTraits): Cell {
  assert.ok(operation.kind === 'recurrent' || operation.kind === 'recurrentCell');
  return operation.cell;
}

function gates(cell: Cell): string {
  assert.ok(cell.kind !== 'simple', 'the cell has gates');
  return cell.recurrentActivation.name;
}

function weight(traits: LayerTraits, role: Weight['role']): Weight {
  const found = traits.weights.find((candidate) => candidate.role === role);
  assert.ok(found, `there is a ${role}`);
  return found;
}

describe('recurrent layers', () => {
  it('default to other gates by framework and kind', () => {
    const conv = { filters: 2, kernel_size: 3 };
    assert.equal(gates(cellOf(tfjs('lstm', { units: 3 }, [6, 5]))), 'hardSigmoid');
    assert.equal(gates(cellOf(keras('keras2', 'LSTM', { units: 3 }, [6, 5]))), 'sigmoid');
    assert.equal(gates(cellOf(keras('keras2', 'ConvLSTM1D', conv, [6, 9, 5]))), 'hardSigmoid');
    assert.equal(gates(cellOf(keras('keras3', 'ConvLSTM1D', conv, [6, 9, 5]))), 'sigmoid');
    assert.equal(gates(cellOf(keras('keras3', 'GRU', { units: 3 }, [6, 5]))), 'sigmoid');
  });

  it('take a null activation for linear, but in a simple layer of TF.js for the default', () => {
    const activation = (traits: LayerTraits) => cellOf(traits).activation.name;
    assert.equal(activation(tfjs('lstm', { units: 3, activation: null }, [6, 5])), 'linear');
    assert.equal(activation(tfjs('simpleRNN', { units: 3, activation: null }, [6, 5])), 'tanh');
    assert.equal(activation(keras('keras2', 'SimpleRNN', { units: 3, activation: null }, [6, 5])), 'linear');
    assert.equal(activation(keras('keras2', 'SimpleRNN', { units: 3 }, [6, 5])), 'tanh');
  });

  it('have no activation beside the cell', () => {
    assert.equal(tfjs('gru', { units: 3, activation: 'relu' }, [6, 5]).ownActivation, null);
  });

  it('take their fans from the packed kernel, where one gate has others', () => {
    const lstm = tfjs('lstm', { units: 7 }, [6, 5]);
    assert.deepEqual(weight(lstm, 'kernel').fans, { in: 5, out: 28 });
    assert.deepEqual(weight(lstm, 'kernel').trueFans, { in: 5, out: 7 });
    assert.deepEqual(weight(lstm, 'recurrent').fans, { in: 7, out: 28 });
    assert.deepEqual(weight(lstm, 'recurrent').trueFans, { in: 7, out: 7 });
    const options = { filters: 4, kernelSize: [3, 2], strides: [2, 1] };
    const convolutional = tfjs('convLstm2d', options, [6, 9, 8, 5]);
    assert.deepEqual(weight(convolutional, 'kernel').fans, { in: 30, out: 96 });
    assert.deepEqual(weight(convolutional, 'kernel').trueFans, { in: 30, out: 12 });
    assert.deepEqual(weight(convolutional, 'recurrent').trueFans, { in: 24, out: 24 });
  });

  it('state the forget gate of the bias apart from what is written', () => {
    const bias = weight(tfjs('lstm', { units: 7, unitForgetBias: true }, [6, 5]), 'bias').initializer;
    assert.deepEqual(bias.spec, { name: 'zeros' });
    assert.deepEqual(bias.sampled, { family: 'unitForgetBias', others: { family: 'constant', value: 0 } });
    assert.equal(bias.nominalVariance, null);
    assert.deepEqual(weight(tfjs('lstm', { units: 7 }, [6, 5]), 'bias').initializer.sampled.family, 'constant');
    const keras3 = weight(keras('keras3', 'LSTM', { units: 7 }, [6, 5]), 'bias').initializer;
    assert.equal(keras3.sampled.family, 'unitForgetBias');
  });

  it('say of the model’s input what older files say in two options', () => {
    const { inputShape } = keras('keras2', 'LSTM', { units: 3, input_dim: 5, input_length: 6 });
    assert.deepEqual(inputShape, [6, 5]);
    const open = keras('keras2', 'LSTM', { units: 3, input_dim: 5 });
    assert.deepEqual(open.inputShape, [{ name: 'input_length[0]', assumed: 28 }, 5]);
  });

  it('assume a sequence where the input is not known', () => {
    const { outputShape, unknowns } = tfjs('convLstm2d', { filters: 4, kernelSize: 3, dataFormat: 'channelsFirst' });
    assert.deepEqual(outputShape, [4, 26, 26]);
    assert.match(unknowns[0]?.what ?? '', /\[28, 3, 28, 28\] is assumed/);
  });

  it('drop an option of another framework in TF.js', () => {
    const { problems } = tfjs('lstm', { units: 3, seed: 1, kernel_initializer: 'zeros' }, [6, 5]);
    assert.deepEqual(
      problems.map((problem) => problem.kind === 'unknownOption' && [problem.written, problem.suggestion]),
      [
        ['seed', null],
        ['kernel_initializer', 'kernelInitializer'],
      ],
    );
  });
});

describe('an RNN', () => {
  it('stacks cells, each reading what the one below puts out', () => {
    const cells = [inner('lstmCell', { units: 7 }), inner('gruCell', { units: 4 })];
    const { operation, parts, outputShape } = tfjs('rnn', { cell: cells, returnSequences: true }, [6, 5]);
    const unrolling = { returnSequences: true, returnState: false, goBackwards: false, renewsMasks: false };
    assert.deepEqual(operation, { kind: 'rnn', ...unrolling });
    assert.deepEqual(outputShape, [6, 4]);
    assert.deepEqual(
      parts.map(({ name, traits }) => [name, traits.operation.kind, weight(traits, 'kernel').shape]),
      [
        ['cell_1', 'recurrentCell', [5, 28]],
        ['cell_2', 'recurrentCell', [7, 12]],
      ],
    );
  });

  it('takes stacked cells apart', () => {
    const cells = [inner('gruCell', { units: 7 }), inner('gruCell', { units: 4 })];
    const { parts } = tfjs('rnn', { cell: inner('stackedRNNCells', { cells }) }, [6, 5]);
    assert.deepEqual(
      parts.map(({ name, traits }) => [name, traits.outputShape]),
      [
        ['cell_1', [7]],
        ['cell_2', [4]],
      ],
    );
  });

  it('takes the options of its framework’s recurrent layers', () => {
    const cell = inner('GRUCell', { units: 2 });
    const problems = (id: DialectId, option: string) =>
      dialects[id].readLayer(declare('RNN', { cell, [option]: true }), [[6, 5]], 'code').problems.length;
    assert.deepEqual([problems('keras2', 'time_major'), problems('keras3', 'time_major')], [0, 1]);
    assert.deepEqual([problems('keras2', 'use_cudnn'), problems('keras3', 'use_cudnn')], [1, 0]);
  });

  it('says why a cell cannot be read', () => {
    const reason = (cell: Plain) => {
      const { operation } = tfjs('rnn', { cell }, [6, 5]);
      return operation.kind === 'opaque' ? operation.reason : null;
    };
    assert.match(reason(unknown('makeCell()')) ?? '', /^The cell cannot be read: `makeCell\(\)` is not known here/);
    assert.match(reason(3) ?? '', /it is written as a number/);
    assert.match(reason([inner('gruCell', { units: 2 }), 3]) ?? '', /not every item of the list makes a layer/);
    assert.match(reason(null) ?? '', /it is missing/);
    assert.match(reason([]) ?? '', /the list is empty/);
    assert.match(reason(inner('dense', { units: 2 })) ?? '', /^`Dense` is no cell that can be read/);
  });

  it('keeps the cells that it knows beside one that it does not', () => {
    const cell = [inner('GRUCell', { units: 2 }), inner('MyCell', { units: 3 })];
    const { operation, parts } = keras('keras3', 'RNN', { cell }, [6, 5]);
    assert.ok(operation.kind === 'opaque');
    assert.match(operation.reason, /^`MyCell` is no cell that can be read/);
    assert.deepEqual(
      parts.map(({ traits }) => traits.operation.kind),
      ['recurrentCell', 'opaque'],
    );
  });
});
