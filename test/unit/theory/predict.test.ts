import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { predict } from '../../../src/theory/predict.ts';
import { graphOf, node, sequential } from '../../builders/graph.ts';
import { activation, add, batchNormalization, dense, dropout, flatten, input } from '../../builders/layers.ts';
import { zeroPadding } from '../../builders/rearranging.ts';
import { constant, heNormal, heTruncated, leCunNormal } from '../../builders/samplers.ts';
import { plain, type Sketch } from '../../builders/sketch.ts';
import { convolution, depthwise, pooling, transposed } from '../../builders/windows.ts';

const RELU = { name: 'relu' } as const;

function predictions(graph: ModelGraph): LayerStatistics[] {
  return predict(graph, { input: 'normal', batch: 32 });
}

function last(graph: ModelGraph): LayerStatistics {
  const layer = predictions(graph).at(-1);
  assert.ok(layer !== undefined);
  return layer;
}

function first(graph: ModelGraph): LayerStatistics {
  const [layer] = predictions(graph);
  assert.ok(layer !== undefined);
  return layer;
}

function stack(count: number, make: () => readonly Sketch[]): Sketch[] {
  return Array.from({ length: count }, make).flat();
}

function near(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} for ${expected}`);
}

describe('predict', () => {
  it('keeps a relu net’s signal and gradient with He’s variance, exactly in the mean', () => {
    const graph = sequential(
      [128],
      stack(30, () => [dense(128, heNormal, RELU)]),
    );
    for (const { forward, backward } of predictions(graph)) {
      near(forward.secondMoment, 1, 1e-9);
      near(backward.secondMoment, 1, 1e-9);
    }
  });

  it('shrinks it by 0.774 a layer where normals are truncated without correction', () => {
    near(
      last(
        sequential(
          [256],
          stack(20, () => [dense(256, heTruncated, RELU)]),
        ),
      ).forward.secondMoment,
      0.7737413 ** 20,
      1e-5,
    );
  });

  it('gives the finite-width band of a deep relu net: median 0.21 at width 64 and depth 50', () => {
    const { forward } = last(
      sequential(
        [64],
        stack(50, () => [dense(64, heNormal, RELU)]),
      ),
    );
    near(forward.secondMoment, 1, 1e-9);
    // Measured over seeds: 0.21; two digits are given.
    assert.ok(forward.median > 0.17 && forward.median < 0.25, `${forward.median}`);
    assert.ok(forward.low < forward.median && forward.median < forward.high);
  });

  it('brings two inputs together behind He’s relu layers as the arc-cosine kernel says', () => {
    const [, one, two] = predictions(
      sequential(
        [512],
        stack(2, () => [dense(512, heNormal, RELU)]),
      ),
    );
    // Cho & Saul 2009: c -> (sqrt(1 - c^2) + c (pi - arccos c)) / pi, from c = 0.
    const kernel = (c: number) => (Math.sqrt(1 - c * c) + c * (Math.PI - Math.acos(c))) / Math.PI;
    near(one?.forward.cosine ?? 0, kernel(0), 1e-5);
    near(two?.forward.cosine ?? 0, kernel(kernel(0)), 1e-5);
  });

  it('follows sigmoid’s vanishing gradient by E[f’^2] at the actual pre-activation', () => {
    const graph = sequential(
      [100],
      stack(2, () => [dense(100, leCunNormal, { name: 'sigmoid' })]),
    );
    // Behind the last layer 1; behind the first: variance x fan_out x E[f'^2] at q = E[sigmoid(z)^2] = 0.293379.
    const [, hidden] = predict(graph, { input: 'normal', band: false });
    // sigmoid'^2 at N(0, 0.293379) by Simpson's rule over +-8 deviations.
    const deviation = Math.sqrt(0.293379);
    let slope = 0;
    const steps = 2000;
    for (let i = 0; i <= steps; i++) {
      const z = -8 + (16 * i) / steps;
      const s = 1 / (1 + Math.exp(-deviation * z));
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      slope += weight * (s * (1 - s)) ** 2 * Math.exp((-z * z) / 2);
    }
    slope *= 16 / steps / 3 / Math.sqrt(2 * Math.PI);
    near(hidden?.backward.secondMoment ?? 0, slope, 1e-5);
  });

  it('counts the taps of a padded convolution and the outputs that feed an input', () => {
    // 3 of 3 taps inside, 2 of 3 at the two edges: (3 * 10 - 2) / 10 in each dimension of 10.
    const conv = predictions(sequential([10, 10, 4], [convolution(8, leCunNormal)]));
    near(conv[1]?.forward.secondMoment ?? 0, (28 / 30) ** 2, 1e-9);
    near(conv[0]?.backward.secondMoment ?? 0, ((28 / 10) ** 2 * 8) / (9 * 4), 1e-9);
    const strided = predictions(
      sequential([9, 9, 4], [convolution(8, leCunNormal, undefined, { padding: 'valid', strides: [3, 3] })]),
    );
    near(strided[1]?.forward.secondMoment ?? 0, 1, 1e-9);
    near(strided[0]?.backward.secondMoment ?? 0, 8 / (9 * 4), 1e-9);
  });

  it('takes true fans where frameworks do not: depthwise and transposed', () => {
    near(
      last(sequential([8, 8, 64], [depthwise(1, leCunNormal, undefined, { padding: 'valid' })])).forward.secondMoment,
      1,
      1e-9,
    );
    // Kernel 4, stride 2, same: each output meets 2 taps a dimension, 1 at the two edges' outermost place.
    const up = last(sequential([8, 8, 16], [transposed(8, leCunNormal, undefined, { size: [4, 4], strides: [2, 2] })]));
    near(up.forward.secondMoment, ((2 * 16 - 2) / (2 * 16)) ** 2, 1e-9);
  });

  it('normalises a batch, and lets its gradient grow by pi / (pi - 1) a layer behind relu', () => {
    const block = () => [dense(1000, heNormal), batchNormalization(1e-9), activation(RELU)];
    const layers = predict(sequential([1000], stack(8, block)), { input: 'normal', batch: 4096 });
    const normalised = layers.filter((_, i) => i % 3 === 2);
    for (const { forward } of normalised) near(forward.secondMoment, 1, 1e-3);
    const gradients = layers.filter((_, i) => i % 3 === 0).map(({ backward }) => backward.secondMoment);
    // Batch 4096 stands for an infinite one: corrections of order 1 / 4096.
    for (let i = 2; i < gradients.length; i++) {
      near((gradients[i - 1] ?? 0) / (gradients[i] ?? 1), Math.PI / (Math.PI - 1), 1e-2);
    }
  });

  it('adds second moments at a residual connection, twice over where a layer is added to itself', () => {
    const graph = graphOf([
      node('in', input([64])),
      node('branch', dense(64, leCunNormal), 'in'),
      node('sum', add(), 'in', 'branch'),
      node('double', add(), 'sum', 'sum'),
    ]);
    const [entry, , sum, double] = predictions(graph);
    near(sum?.forward.secondMoment ?? 0, 2, 1e-9);
    near(double?.forward.secondMoment ?? 0, 8, 1e-9);
    // Both summands of the double sum get the gradient 1; the entry gets that of the sum and of the branch.
    near(sum?.backward.secondMoment ?? 0, 2, 1e-9);
    near(entry?.backward.secondMoment ?? 0, 4, 1e-9);
  });

  it('divides by the rate that dropout keeps', () => {
    const { forward } = last(sequential([100], [dropout(0.2)]));
    near(forward.secondMoment, 1.25, 1e-12);
  });

  it('is exact for zeros, and adds constants up coherently', () => {
    const zeros = predictions(sequential([10], [dense(10, constant(0), RELU), dense(10, heNormal, RELU)]));
    assert.equal(zeros[1]?.forward.secondMoment, 0);
    assert.equal(zeros[1]?.forward.deadFraction, 1);
    assert.equal(zeros[2]?.forward.secondMoment, 0);
    assert.equal(zeros[0]?.backward.secondMoment, 0);
    // The sum of 16 independent inputs x 0.5 has variance 4, the same in every unit; of 16 equal ones it is squared.
    const constants = predictions(sequential([16], [dense(16, constant(0.5)), dense(16, constant(0.5))]));
    near(constants[1]?.forward.secondMoment ?? 0, 4, 1e-12);
    near(constants[2]?.forward.secondMoment ?? 0, 4 * 8 ** 2, 1e-12);
    assert.match(constants[1]?.approximation ?? '', /constant/i);
  });

  it('tells how much of a bounded activation saturates: 91% at weights of deviation 1 into 512 tanh', () => {
    const wild = () => [dense(512, () => ({ family: 'normal', mean: 0, stddev: 1 }), { name: 'tanh' })];
    const { forward, backward } = first(sequential([512], stack(10, wild)));
    assert.equal(forward.saturatedFraction, 0, 'the input itself');
    // Measured with a real framework: 91% and 6.7e10 over ten layers.
    const end = last(sequential([512], stack(10, wild))).forward.saturatedFraction;
    assert.ok(Math.abs(end - 0.9) < 0.02, `${end}`);
    assert.ok(Math.abs(Math.log10(backward.secondMoment / 6.7e10)) < 0.5, `${backward.secondMoment}`);
  });

  it('includes biases', () => {
    const { forward } = last(sequential([10], [dense(10, constant(0), undefined, { bias: constant(2) })]));
    assert.equal(forward.mean, 2);
    assert.equal(forward.secondMoment, 4);
  });

  it('says of a kernel that is used at several positions how its gradient is estimated, and of no other', () => {
    const says = (sketch: Sketch, shape: readonly number[]) =>
      /weight gradient .* independent/.test(last(sequential(shape, [sketch])).approximation ?? '');
    assert.ok(says(convolution(4, heNormal), [8, 8, 3]));
    assert.ok(!says(dense(4, heNormal), [8]));
  });

  it('says what it does not cover and passes the signal on', () => {
    const opaque = plain({ kind: 'opaque', className: 'Mystery', reason: 'Mystery is not covered.' });
    const { method, approximation, forward } = last(sequential([10], [opaque]));
    assert.equal(method, 'passThrough');
    assert.match(approximation ?? '', /Mystery is not covered/);
    assert.equal(forward.secondMoment, 1);
  });

  it('stays defined where a net overflows, and where shapes and inputs are missing', () => {
    const explosion = stack(100, () => [
      dense(100, () => ({ family: 'normal', mean: 0, stddev: 1e3 }), { name: 'silu' }),
    ]);
    const normalised = [...explosion, batchNormalization(), dense(4, heNormal, { name: 'softmax' })];
    const linear = stack(100, () => [dense(100, () => ({ family: 'uniform', low: 0, high: 1e3 }))]);
    for (const sketches of [normalised, linear]) {
      for (const { id, forward, backward } of predictions(sequential([100], sketches))) {
        for (const value of [forward.secondMoment, forward.median, forward.high, backward.secondMoment]) {
          assert.ok(Number.isFinite(value), `${value} at ${id}`);
        }
      }
    }
    const graph = graphOf([node('alone', dense(3, heNormal)), node('conv', convolution(3, heNormal), 'alone')]);
    const shapeless = { ...graph, layers: graph.layers.map((one) => ({ ...one, outputShape: null })) };
    for (const { forward } of predictions(shapeless)) assert.ok(Number.isFinite(forward.secondMoment));
  });

  it('sends a max pooling’s gradient to open relus', () => {
    const graph = sequential(
      [8, 8, 3],
      [convolution(16, heNormal, RELU, { padding: 'valid' }), pooling('max'), flatten()],
    );
    const [entry, conv] = predictions(graph);
    near(conv?.backward.secondMoment ?? 0, 1 / 4, 1e-9);
    // Of four independent Gaussians the largest is positive with probability 15/16; 36 of 64 places x 16 x 9 taps reach back.
    near(entry?.backward.secondMoment ?? 0, (1 / 4) * (15 / 16) * (2 / 27) * 16 * ((9 * 36) / 64), 1e-4);
  });

  it('chooses a max pooling’s largest from relu’s outputs through zeros around the image', () => {
    const layers = (between: readonly Sketch[]) => [
      convolution(16, heNormal, RELU, { size: [1, 1] }),
      ...between,
      pooling('max', { size: [3, 3], strides: [3, 3] }),
    ];
    const padding = zeroPadding([
      [1, 1],
      [1, 1],
    ]);
    const plain = last(sequential([9, 9, 3], layers([]))).forward.secondMoment;
    // The largest of nine independent Gaussians of variance 2: mean 1.48501 and variance 0.35735 of standard ones.
    near(plain, 2 * (1.48501 ** 2 + 0.35735), 2e-3);
    // Four windows have four positions that are not zeros, four have six and one has nine.
    const [four, six] = [1.02938 ** 2 + 0.49172, 1.26721 ** 2 + 0.41593];
    const padded = last(sequential([7, 7, 3], layers([padding]))).forward.secondMoment;
    near(padded, (4 * 2 * four + 4 * 2 * six + plain) / 9, 0.03);
  });
});
