import assert from 'node:assert/strict';
import type { Distribution } from '../../../../src/model/distribution.ts';
import { createNetwork } from '../../../../src/simulation/network.ts';
import { fillNormal } from '../../../../src/simulation/random/elements.ts';
import { fillNormalInSlices } from '../../../../src/simulation/random/fill.ts';
import { streamFor } from '../../../../src/simulation/random/streams.ts';
import { goBack } from '../../../../src/simulation/run.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';

/** One layer without its weights, on inputs and output gradients of the test's own. */
function throughLayer(
  distribution: Distribution,
  [batch, fanIn, units]: readonly [number, number, number],
  prepare: (x: Float32Array) => void,
) {
  const graph = sequential([fanIn], [dense(units, () => distribution)]);
  const network = finished(createNetwork(graph, batch, { kernels: 'undrawn' }));
  const [input, layer] = network.layers;
  assert.ok(input !== undefined && layer?.operator !== null && layer !== undefined);
  assert.equal(layer.method, 'undrawn');
  fillNormal(input.output.value, 0, 1, streamFor('x'));
  prepare(input.output.value);
  for (const _ of layer.operator.draw((role) => streamFor('weights', role)) ?? []);
  for (const _ of layer.operator.forward() ?? []);
  for (const _ of goBack(network, ({ output }) => fillNormalInSlices(output.gradient, 0, 1, streamFor('d'))));
  const weightGradient = layer.operator.weightGradient();
  assert.ok(weightGradient !== null, 'a dense layer has a kernel');
  const [x, h] = [input.output, layer.output];
  const result = {
    x: x.value.slice(),
    dx: x.gradient.slice(),
    h: h.value.slice(),
    d: h.gradient.slice(),
    weightGradient: finished(weightGradient),
  };
  network.release();
  return result;
}

function dot(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let sum = 0;
  for (let p = 0; p < width; p++) sum += (a[i * width + p] ?? 0) * (b[j * width + p] ?? 0);
  return sum;
}

function length(a: Float32Array, i: number, width: number): number {
  return Math.sqrt(dot(a, i, a, i, width));
}

const NORMAL = { family: 'normal', mean: 0.1, stddev: 0.3 } as const;
const ORTHOGONAL = { family: 'orthogonal', gain: 1.3 } as const;

/** [batch, fanIn, units]. */
const SIZES = [
  [4, 10, 7],
  [4, 7, 10],
  [6, 6, 6],
  [9, 4, 5],
  [9, 5, 4],
  [5, 300, 70],
] as const;

const INPUTS: readonly (readonly [string, (x: Float32Array, fanIn: number, batch: number) => void])[] = [
  ['independent examples', () => {}],
  [
    'an example twice, a zero one and a multiple',
    (x, fanIn) => {
      x.copyWithin(fanIn, 0, fanIn);
      x.fill(0, 2 * fanIn, 3 * fanIn);
      for (let i = 0; i < fanIn; i++) x[3 * fanIn + i] = -2 * (x[i] ?? 0);
    },
  ],
  [
    'examples that differ by a few roundings',
    (x, fanIn, batch) => {
      for (let b = 1; b < batch; b++) {
        for (let i = 0; i < fanIn; i++) x[b * fanIn + i] = (x[i] ?? 0) * (1 + 3e-6 * Math.sin(b * 7 + i));
      }
    },
  ],
  [
    'examples of very different sizes',
    (x, fanIn) => {
      for (let i = 0; i < fanIn; i++) x[i] = (x[i] ?? 0) * 1e-12;
    },
  ],
];

describe('one layer whose weights are not drawn', () => {
  for (const [law, distribution] of [
    ['normal', NORMAL],
    ['orthogonal', ORTHOGONAL],
  ] as const) {
    for (const [batch, fanIn, units] of SIZES) {
      for (const [what, prepare] of INPUTS) {
        it(`${law}, ${batch} examples, ${fanIn} to ${units}, ${what}: one kernel acts both ways`, () => {
          const { x, dx, h, d, weightGradient } = throughLayer(distribution, [batch, fanIn, units], (values) =>
            prepare(values, fanIn, batch),
          );
          // x_b . (W d_c) = (W^T x_b) . d_c for every pair, whatever W is.
          for (let b = 0; b < batch; b++) {
            for (let c = 0; c < batch; c++) {
              const back = dot(x, b, dx, c, fanIn);
              const ahead = dot(h, b, d, c, units);
              const scale = length(x, b, fanIn) * length(dx, c, fanIn) + length(h, b, units) * length(d, c, units);
              assert.ok(Math.abs(back - ahead) <= 3e-6 * scale, `(${b}, ${c}): ${back} and ${ahead}`);
            }
          }
          let squares = 0;
          for (let b = 0; b < batch; b++) {
            for (let c = 0; c < batch; c++) squares += dot(x, b, x, c, fanIn) * dot(d, b, d, c, units);
          }
          assert.ok(Math.abs((weightGradient * fanIn * units) / squares - 1) < 1e-6);
        });
      }
    }
  }

  it('keeps lengths and angles where an orthogonal kernel has to', () => {
    const { x, h } = throughLayer(ORTHOGONAL, [4, 6, 9], () => {});
    const { d, dx } = throughLayer(ORTHOGONAL, [4, 9, 6], () => {});
    for (let b = 0; b < 4; b++) {
      for (let c = 0; c < 4; c++) {
        assert.ok(Math.abs(dot(h, b, h, c, 9) - 1.69 * dot(x, b, x, c, 6)) < 1e-4, 'forward, widening');
        assert.ok(Math.abs(dot(dx, b, dx, c, 9) - 1.69 * dot(d, b, d, c, 6)) < 1e-4, 'backward, narrowing');
      }
    }
  });

  it('makes equal outputs of equal examples', () => {
    const { h } = throughLayer({ family: 'normal', mean: 0, stddev: 1 }, [3, 50, 40], (x) => {
      x.copyWithin(50, 0, 50);
    });
    for (let i = 0; i < 40; i++) assert.ok(Math.abs((h[i] ?? 0) - (h[40 + i] ?? 0)) < 1e-5);
  });

  it('passes infinities on to the examples that have them', () => {
    const { h } = throughLayer(NORMAL, [3, 8, 5], (x) => {
      x[9] = Number.POSITIVE_INFINITY;
    });
    assert.ok(h.subarray(0, 5).every(Number.isFinite) && h.subarray(10).every(Number.isFinite));
    assert.ok(!h.subarray(5, 10).some(Number.isFinite));
  });
});
