import { readJson } from '../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import type { ReferenceModel } from './models.ts';

/** As Init Lens reads the model that TensorFlow.js saves. */
export function graphOf({ build }: ReferenceModel): ModelGraph {
  const model = build();
  const written: unknown = model.toJSON(null, false);
  model.dispose();
  const { graphs } = readJson(JSON.stringify(written), { assume: {}, dialect: 'auto' });
  const [graph] = graphs;
  if (graph === undefined) throw new RangeError('TensorFlow.js saved no model that can be read.');
  return graph;
}
