import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNumber, isString, listOf, nullable, record } from '../../src/protocol/guard.ts';
import type { Draws } from './reference.ts';
import { type Sample, summarise } from './sample.ts';

/** What TensorFlow.js drew, kept so that the theory can be held against it without drawing again. */
export interface Recording {
  readonly version: string;
  readonly models: readonly RecordedModel[];
}

export interface RecordedModel {
  readonly name: string;
  readonly draws: number;
  /** In the model's order, inputs left out: names of layers count on from model to model. */
  readonly layers: readonly RecordedLayer[];
}

export interface RecordedLayer {
  /** Of its operation. */
  readonly kind: string;
  readonly forward: Sample;
  readonly backward: Sample;
  readonly weightGradient: Sample | null;
}

export const RECORDING_FILE = join(__dirname, '../../test/oracles/accuracy/tfjs-draws.json');

export const isSample = record<Sample>({
  mean: isNumber,
  standardError: isNumber,
  logMean: nullable(isNumber),
  logDeviation: nullable(isNumber),
  quantiles: listOf(isNumber),
});

export const isRecording = record<Recording>({
  version: isString,
  models: listOf(
    record<RecordedModel>({
      name: isString,
      draws: isNumber,
      layers: listOf(
        record<RecordedLayer>({
          kind: isString,
          forward: isSample,
          backward: isSample,
          weightGradient: nullable(isSample),
        }),
      ),
    }),
  ),
});

export function recordDraws(name: string, draws: Draws): RecordedModel {
  const layers = [...draws.values()].map(
    ({ kind, forward, backward, weightGradient }): RecordedLayer => ({
      kind,
      forward: summarise(forward),
      backward: summarise(backward),
      weightGradient: weightGradient.length === 0 ? null : summarise(weightGradient),
    }),
  );
  return { name, draws: Math.max(0, ...[...draws.values()].map(({ forward }) => forward.length)), layers };
}

export function readRecording(file = RECORDING_FILE): Recording | null {
  if (!existsSync(file)) return null;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecording(content)) throw new TypeError(`${file} is no recording of draws.`);
  return content;
}

/** One line a layer. */
export function writeRecording({ version, models }: Recording, file = RECORDING_FILE): void {
  const lines = models.map(
    ({ name, draws, layers }) =>
      `    {\n      "name": ${JSON.stringify(name)},\n      "draws": ${draws},\n      "layers": [\n${layers
        .map((layer) => `        ${JSON.stringify(layer)}`)
        .join(',\n')}\n      ]\n    }`,
  );
  writeFileSync(file, `{\n  "version": ${JSON.stringify(version)},\n  "models": [\n${lines.join(',\n')}\n  ]\n}\n`);
}
