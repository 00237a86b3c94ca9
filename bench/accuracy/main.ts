import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { readJson } from '../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { predict } from '../../src/theory/predict.ts';
import { compare, type ModelAccuracy } from './compare.ts';
import { MODELS, type ReferenceModel } from './models.ts';
import { page } from './page.ts';
import { drawReference } from './reference.ts';

/**
 * Holds predictions against means over draws of TensorFlow.js and prints docs/accuracy.md's table.
 * `--draws N` (1000), `--only TEXT` for models of that name, `--write` to keep the page.
 */
export async function validate(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      draws: { type: 'string', default: '1000' },
      only: { type: 'string', default: '' },
      write: { type: 'boolean' },
    },
  });
  // TensorFlow.js takes the seeds of what is not seeded from here.
  const generator = streamFor('validate');
  Math.random = () => generator.uniform();
  await tf.setBackend('cpu');
  const draws = Number(values.draws);
  const found: ModelAccuracy[] = [];
  for (const model of MODELS.filter(({ name }) => name.includes(values.only))) {
    const accuracy = accuracyOf(model, draws);
    found.push(accuracy);
    console.log(
      `${model.name}: forward ${accuracy.forward.worst.toFixed(3)}, backward ${accuracy.backward.worst.toFixed(3)}`,
    );
  }
  const text = page(found, draws);
  if (values.write === true) writeFileSync(join(__dirname, '../../docs/accuracy.md'), text);
  console.log(text);
}

function accuracyOf(model: ReferenceModel, draws: number): ModelAccuracy {
  const graph = graphOf(model);
  const predicted = predict(graph, { input: 'normal', batch: model.batch });
  return compare(model.name, graph, predicted, drawReference(model, graph, draws));
}

/** As Init Lens reads the model that TensorFlow.js saves. */
function graphOf({ build }: ReferenceModel): ModelGraph {
  const model = build();
  const written: unknown = model.toJSON(null, false);
  model.dispose();
  const { graphs } = readJson(JSON.stringify(written), { assume: {}, dialect: 'auto' });
  const [graph] = graphs;
  if (graph === undefined) throw new RangeError('TensorFlow.js saved no model that can be read.');
  return graph;
}
