import { readJson } from '../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { OPTIONS } from '../unit/frontends/reading.ts';
import { recordedModels } from './keras/recordings.ts';

/** Keras's own ResNet50 with an input of size x size. */
export function resnet50(size: number): ModelGraph {
  const recorded = recordedModels('keras3', 'applications').find(({ name }) => name === 'ResNet50');
  const json = recorded?.json.replaceAll('[null, 224, 224, 3]', `[null, ${size}, ${size}, 3]`) ?? '';
  const [graph] = readJson(json, OPTIONS).graphs;
  if (graph === undefined) throw new RangeError('The recordings hold no ResNet50.');
  return graph;
}
