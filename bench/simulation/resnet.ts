import { readJson } from '../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { sizes } from '../../src/model/shape.ts';
import { recordedModels } from '../../test/oracles/keras/recordings.ts';
import { OPTIONS } from '../../test/unit/frontends/reading.ts';
import { report } from './ours.ts';
import type { Subject } from './subject.ts';

const SIZE = 64;
const BATCH = 8;

/** Keras's own ResNet50 with an input of 64 x 64. */
export function resnet50(): ModelGraph {
  const recorded = recordedModels('keras3', 'applications').find(({ name }) => name === 'ResNet50');
  const json = recorded?.json.replaceAll('[null, 224, 224, 3]', `[null, ${SIZE}, ${SIZE}, 3]`) ?? '';
  const [graph] = readJson(json, OPTIONS).graphs;
  if (graph === undefined) throw new RangeError('The recordings hold no ResNet50.');
  return graph;
}

export function resnet(): Subject {
  const graph = resnet50();
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
