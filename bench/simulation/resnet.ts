import type { ModelGraph } from '../../src/model/graph.ts';
import { sizes } from '../../src/model/shape.ts';
import { application } from '../../test/oracles/applications.ts';
import { report } from './ours.ts';
import type { Subject } from './subject.ts';

const SIZE = 64;
const BATCH = 8;

export function resnet(): Subject {
  const graph = application('ResNet50', SIZE);
  return {
    name: `ResNet50 at ${SIZE} x ${SIZE}, batch ${BATCH}`,
    target: null,
    repeats: 3,
    theirRepeats: 0,
    needs: needs(graph),
    ours: (turn) => void report(graph, BATCH, turn),
    theirs: null,
  };
}

function needs(graph: ModelGraph) {
  let [products, weights, elements] = [0, 0, 0];
  for (const { weights: own, outputShape } of graph.layers) {
    const shape = sizes(outputShape ?? []);
    const size = shape.reduce((a, b) => a * b, 1);
    elements += size;
    const kernel = sizes(own.find(({ role }) => role === 'kernel')?.shape ?? [0]).reduce((a, b) => a * b, 1);
    weights += kernel;
    products += (size / (shape.at(-1) ?? 1)) * kernel;
  }
  return { flops: 6 * BATCH * products, bytes: BATCH * elements * 4 * 8, normals: weights / 2 };
}
