import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readJson } from '../../src/frontends/json/read-json.ts';
import { isNumber, isString, listOf, nullable, record } from '../../src/protocol/guard.ts';
import { predict } from '../../src/theory/predict.ts';
import { accuracyOf, type ModelAccuracy } from './compare.ts';
import { isSample } from './recording.ts';
import type { Sample } from './sample.ts';

/** What test/oracles/keras/record_signals.py drew of nets that are wider than TensorFlow.js affords. */
export interface KerasSignals {
  readonly version: string;
  readonly models: readonly KerasModel[];
}

export interface KerasModel {
  readonly name: string;
  /** Examples a draw. */
  readonly batch: number;
  readonly draws: number;
  /** What `to_json` wrote. */
  readonly json: string;
  readonly layers: readonly {
    readonly name: string;
    readonly forward: Sample;
    readonly backward: Sample;
    readonly weightGradient: Sample | null;
  }[];
}

const isRecording = record<KerasSignals>({
  version: isString,
  models: listOf(
    record<KerasModel>({
      name: isString,
      batch: isNumber,
      draws: isNumber,
      json: isString,
      layers: listOf(
        record<KerasModel['layers'][number]>({
          name: isString,
          forward: isSample,
          backward: isSample,
          weightGradient: nullable(isSample),
        }),
      ),
    }),
  ),
});

export function readKerasSignals(): KerasSignals {
  const packed = readFileSync(join(__dirname, '../../test/oracles/keras/keras3-signals.json.gz'));
  const content: unknown = JSON.parse(gunzipSync(packed).toString('utf8'));
  if (!isRecording(content)) throw new TypeError('The recording of Keras cannot be read.');
  return content;
}

/** The prediction of the model's file against its draws. */
export function kerasAccuracy({ name, json, batch, draws, layers }: KerasModel): ModelAccuracy {
  const [graph] = readJson(json, { assume: {}, dialect: 'keras3' }).graphs;
  if (graph?.complete !== true) throw new RangeError(`${name} is not read whole.`);
  const predicted = new Map(
    predict(graph, { input: 'normal', batch }).map((statistics) => [statistics.id, statistics]),
  );
  const pairs = layers.map((drawn) => {
    const theory = predicted.get(drawn.name);
    if (theory === undefined) throw new RangeError(`${name}: ${drawn.name} was not predicted.`);
    return { theory, drawn };
  });
  return accuracyOf(name, draws, pairs);
}
