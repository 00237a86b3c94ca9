import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { predict } from '../../src/theory/predict.ts';
import { againstSimulation } from './against-simulation.ts';
import { compare, type ModelAccuracy } from './compare.ts';
import { graphOf } from './graph-of.ts';
import { kerasAccuracy, readKerasSignals } from './keras-signals.ts';
import { MODELS, type ReferenceModel } from './models.ts';
import { page } from './page.ts';
import { type RecordedModel, readRecording, recordDraws, writeRecording } from './recording.ts';
import { drawReference } from './reference.ts';

/**
 * Holds predictions against means over draws of TensorFlow.js and prints docs/accuracy.md.
 * `--draws N` draws anew, N times each model; without it the draws that are kept serve, and a model that has none is
 * drawn a thousand times. `--part 1/2`: every second model, for two runs side by side;
 * `--missing`: models that have no draws yet. `--only TEXT` for models of that name, `--write` to keep draws and page.
 */
export async function validate(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      draws: { type: 'string' },
      only: { type: 'string', default: '' },
      part: { type: 'string', default: '1/1' },
      missing: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  await tf.setBackend('cpu');
  const kept = new Map((readRecording()?.models ?? []).map((model) => [model.name, model]));
  const [part = 1, parts = 1] = values.part.split('/').map(Number);
  const asked = MODELS.filter(({ name }) => name.includes(values.only) && !(values.missing && kept.has(name)));
  const chosen = asked.filter((_, i) => i % parts === part - 1);
  const found: ModelAccuracy[] = [];
  for (const model of chosen) {
    const graph = graphOf(model);
    const recorded =
      values.draws === undefined ? (kept.get(model.name) ?? drawn(model, 1000)) : drawn(model, Number(values.draws));
    if (values.write && values.draws !== undefined) keep(recorded);
    found.push(compare(graph, predict(graph, { input: 'normal', batch: model.batch }), recorded));
  }
  const keras = readKerasSignals();
  const wide = keras.models.filter(({ name }) => name.includes(values.only)).map(kerasAccuracy);
  const simulated = await againstSimulation(values.only);
  const text = page({ version: tf.version.tfjs, models: found }, { version: keras.version, models: wide }, simulated);
  if (values.write && chosen.length === MODELS.length) {
    writeFileSync(join(__dirname, '../../docs/accuracy.md'), text);
  }
  console.log(text);
}

function drawn(model: ReferenceModel, draws: number): RecordedModel {
  const started = performance.now();
  const recorded = recordDraws(model.name, drawReference(model, graphOf(model), draws, 'reference'));
  console.log(`${model.name}: ${draws} draws in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return recorded;
}

/** After every model, beside what the file holds by then: a run that is stopped, or one of several, loses nothing. */
function keep(recorded: RecordedModel): void {
  const kept = new Map((readRecording()?.models ?? []).map((model) => [model.name, model]));
  kept.set(recorded.name, recorded);
  writeRecording({ version: tf.version.tfjs, models: MODELS.flatMap(({ name }) => kept.get(name) ?? []) });
}
