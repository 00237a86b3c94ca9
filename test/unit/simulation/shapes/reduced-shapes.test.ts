import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { createNetwork, type Means } from '../../../../src/simulation/network.ts';
import { layerShapes } from '../../../../src/simulation/shapes/layer-shapes.ts';
import { reducedShapes } from '../../../../src/simulation/shapes/reduced-shapes.ts';
import { simulate } from '../../../../src/simulation/simulate.ts';
import { finished } from '../../../../src/simulation/slices.ts';
import { graphOf, node, sequential } from '../../../builders/graph.ts';
import { activation, add, batchNormalization, dense, flatten, input } from '../../../builders/layers.ts';
import { merge } from '../../../builders/rearranging.ts';
import { glorotUniform, heNormal } from '../../../builders/samplers.ts';
import { convolution, depthwise, globalPooling, pooling } from '../../../builders/windows.ts';

const RELU = { name: 'relu' } as const;
const HALVED = { strides: [2, 2], padding: 'same' } as const;

/** A small residual network with a gate, for images of size x size. */
function network(size: number): ModelGraph {
  return graphOf([
    node('in', input([size, size, 3])),
    node('stem', convolution(8, heNormal, undefined, HALVED), 'in'),
    node('normal', batchNormalization(), 'stem'),
    node('relu', activation(RELU), 'normal'),
    node('pool', pooling('max', { size: [3, 3], ...HALVED }), 'relu'),
    node('a', convolution(8, heNormal, RELU, { padding: 'same' }), 'pool'),
    node('b', depthwise(1, heNormal, undefined, { padding: 'same' }), 'a'),
    node('squeezed', globalPooling('average'), 'b'),
    node('gate', dense(8, glorotUniform, { name: 'sigmoid' }), 'squeezed'),
    node('gated', merge('multiply'), 'b', 'gate'),
    node('sum', add(), 'gated', 'pool'),
    node('c', convolution(16, heNormal, RELU, HALVED), 'sum'),
    node('d', convolution(16, heNormal, RELU, HALVED), 'c'),
    node('e', convolution(16, heNormal, RELU, HALVED), 'd'),
    node('top', globalPooling('average'), 'e'),
    node('out', dense(10, glorotUniform), 'top'),
  ]);
}

function run(graph: ModelGraph, means: Means): LayerStatistics[] {
  const simulation = simulate(graph, { seeds: 10, seed: 1, batch: 2, input: 'normal' }, means);
  for (;;) {
    const step = simulation.next();
    if (step.done === true) return step.value;
  }
}

describe('large images', function () {
  this.timeout(60_000);

  it('are made as small as the smallest image of a layer allows', () => {
    const graph = network(256);
    const reduced = finished(reducedShapes(graph, layerShapes(graph)));
    assert.deepEqual(
      [reduced?.from, reduced?.to],
      [
        [256, 256],
        [128, 128],
      ],
    );
    assert.deepEqual(reduced?.shapes.get('pool'), [32, 32, 8]);
    assert.deepEqual(reduced?.shapes.get('e'), [4, 4, 16]);
    assert.deepEqual(reduced?.shapes.get('out'), [10]);
  });

  it('stay as they are where they are not large, or a layer depends on their size', () => {
    const sizes = [network(128), sequential([256, 256, 3], [convolution(4, heNormal, RELU), flatten()])];
    for (const graph of sizes) assert.equal(finished(reducedShapes(graph, layerShapes(graph))), null);
  });

  it('stay as they are on request', () => {
    const full = finished(createNetwork(network(256), 2, { images: 'full' }));
    assert.deepEqual(full.layers[0]?.output.shape, [256, 256, 3]);
    assert.ok(full.layers.every(({ notes }) => notes.length === 0));
    full.release();
  });

  it('give the moments of full ones at every layer, and the report says so', () => {
    const graph = network(192);
    const reduced = run(graph, {});
    const full = run(graph, { images: 'full' });
    reduced.forEach((layer, i) => {
      const other = full[i];
      assert.ok(other !== undefined);
      assert.match(layer.approximation ?? '', /Images are taken as 128 x 128, not 192 x 192\./);
      assert.equal(other.approximation, null);
      // 15% for the edges' larger share (a corner of the last layers' images), and chance.
      const ratio = Math.log(layer.forward.secondMoment / other.forward.secondMoment);
      const chance = layer.forward.standardError / layer.forward.secondMoment;
      assert.ok(Math.abs(ratio) < 0.15 + 4 * Math.SQRT2 * chance, `${layer.id}: ${ratio}`);
    });
  });
});
