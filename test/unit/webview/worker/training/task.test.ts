import assert from 'node:assert/strict';
import type { Activation } from '../../../../../src/model/activation.ts';
import { dataSet } from '../../../../../webview/worker/training/task/data-set.ts';
import { type LossChoice, outputTask } from '../../../../../webview/worker/training/task/loss-choice.ts';
import { sequential } from '../../../../builders/graph.ts';
import { dense, dropout, flatten } from '../../../../builders/layers.ts';
import { heUniform } from '../../../../builders/samplers.ts';
import type { Sketch } from '../../../../builders/sketch.ts';

const EXAMPLES = 512;
const PLAIN = { shape: [6, 5], tokens: null };
const CLASSES: LossChoice = { kind: 'categorical', isLog: false };

function lossBehind(...layers: readonly Sketch[]): LossChoice {
  const graph = sequential([6, 5], [...layers]);
  const output = graph.layers.at(-1);
  assert.ok(output !== undefined);
  return outputTask(graph, output).loss;
}

const ending = (name: Activation) => dense(4, heUniform, name);

describe('the loss that suits an output', () => {
  it('is cross-entropy behind softmax and sigmoid, else the squared error', () => {
    assert.deepEqual(lossBehind(ending({ name: 'softmax' })), CLASSES);
    assert.deepEqual(lossBehind(ending({ name: 'logSoftmax' })), { kind: 'categorical', isLog: true });
    assert.deepEqual(lossBehind(ending({ name: 'sigmoid' })), { kind: 'binary' });
    assert.deepEqual(lossBehind(ending({ name: 'tanh' })), { kind: 'squared', activation: { name: 'tanh' } });
    assert.deepEqual(lossBehind(ending({ name: 'linear' })), { kind: 'squared', activation: { name: 'linear' } });
  });

  it('looks through what only passes on, and takes no classes from where they were moved', () => {
    assert.deepEqual(lossBehind(ending({ name: 'softmax' }), dropout(0.1)), CLASSES);
    assert.deepEqual(lossBehind(ending({ name: 'sigmoid' }), flatten()), { kind: 'binary' });
    assert.equal(lossBehind(ending({ name: 'softmax' }), flatten()).kind, 'squared');
  });
});

describe('data to train with', () => {
  const of = (loss: LossChoice, shape: number[], seed = 1, task: 'linear' | 'teacher' | 'random' = 'linear') =>
    dataSet([PLAIN], [{ loss, shape }], task, EXAMPLES, seed);

  it('has inputs of second moment 1', () => {
    const [input] = of(CLASSES, [3]).inputs;
    assert.equal(input?.length, EXAMPLES * 30);
    const moment = (input ?? []).reduce((sum, x) => sum + x * x, 0) / (EXAMPLES * 30);
    // 30 columns, each a mixture of eight normal factors with weights of its own: about 1/sqrt(30) of 1 over draws.
    assert.ok(Math.abs(moment - 1) < 0.5, String(moment));
  });

  it('is the same for the same seed, and other data for another', () => {
    assert.deepEqual(of(CLASSES, [3]), of(CLASSES, [3]));
    assert.notDeepEqual(of(CLASSES, [3], 2).inputs, of(CLASSES, [3]).inputs);
  });

  it('asks for one class of each row, the same at every position, each class now and then', () => {
    const [targets = new Float32Array()] = of(CLASSES, [2, 3]).targets;
    const counts = [0, 0, 0];
    for (let at = 0; at < targets.length; at += 6) {
      const [first, second] = [[...targets.subarray(at, at + 3)], [...targets.subarray(at + 3, at + 6)]];
      assert.deepEqual(first, second);
      assert.equal(
        first.reduce((a, b) => a + b),
        1,
      );
      first.forEach((value, i) => {
        counts[i] = (counts[i] ?? 0) + value;
      });
    }
    assert.ok(
      counts.every((count) => count > EXAMPLES / 10),
      String(counts),
    );
  });

  it('knows the loss of the best constant answer', () => {
    const { chance, targets } = of(CLASSES, [3]);
    const shares = [0, 1, 2].map(
      (k) => [...(targets[0] ?? [])].filter((_, i) => i % 3 === k).reduce((a, b) => a + b) / EXAMPLES,
    );
    const entropy = -shares.reduce((sum, p) => sum + p * Math.log(p), 0);
    // Targets are float32, and sums in another order.
    assert.ok(Math.abs(chance - entropy) < 1e-6);
    // Targets of a linear output have variance 1.
    assert.ok(Math.abs(of({ kind: 'squared', activation: { name: 'linear' } }, [4]).chance - 1) < 1e-5);
    assert.ok(of({ kind: 'binary' }, [4]).chance <= Math.log(2));
  });

  it('keeps targets where the output can be', () => {
    const within = (loss: LossChoice) => [...(of(loss, [4]).targets[0] ?? [])];
    assert.ok(within({ kind: 'squared', activation: { name: 'tanh' } }).every((y) => Math.abs(y) < 1));
    assert.ok(within({ kind: 'squared', activation: { name: 'relu' } }).every((y) => y >= 0));
    assert.ok(within({ kind: 'binary' }).every((y) => y === 0 || y === 1));
  });

  it('can be answered from the inputs, unless it is random', () => {
    const explained = (task: 'linear' | 'random') => {
      const { inputs, targets } = of({ kind: 'squared', activation: { name: 'linear' } }, [1], 3, task);
      return correlationOfBestColumn(inputs[0] ?? new Float32Array(), targets[0] ?? new Float32Array(), 30);
    };
    assert.ok(explained('linear') > 0.4, String(explained('linear')));
    // Of 512 independent pairs the correlation is within 0.044 one time in three; the largest of 30 stays below 0.2.
    assert.ok(explained('random') < 0.2, String(explained('random')));
  });

  it('takes whole numbers from the whole range, and none that means padding', () => {
    const { inputs } = dataSet(
      [{ shape: [7], tokens: { first: 1, end: 20 } }],
      [{ loss: CLASSES, shape: [2] }],
      'teacher',
      EXAMPLES,
      1,
    );
    const tokens = new Set(inputs[0]);
    assert.equal(Math.min(...tokens), 1);
    assert.equal(Math.max(...tokens), 19);
    assert.equal(tokens.size, 19);
  });
});

function correlationOfBestColumn(inputs: Float32Array, targets: Float32Array, width: number): number {
  let best = 0;
  for (let column = 0; column < width; column++) {
    let [xy, xx, yy] = [0, 0, 0];
    for (let row = 0; row < targets.length; row++) {
      const [x, y] = [inputs[row * width + column] ?? 0, targets[row] ?? 0];
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    best = Math.max(best, Math.abs(xy) / Math.sqrt(xx * yy));
  }
  return best;
}
