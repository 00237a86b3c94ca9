import type { ModelGraph } from '../../src/model/graph.ts';
import { sequential } from '../../test/builders/graph.ts';
import { dense } from '../../test/builders/layers.ts';
import { ALL_STEPS, lstm, recurrent } from '../../test/builders/recurrent.ts';
import { heTruncated } from '../../test/builders/samplers.ts';
import { application } from '../../test/oracles/applications.ts';

/** The largest models that are asked about: what a cancel may have to wait for. */
export const LARGEST: readonly (readonly [name: string, graph: () => ModelGraph])[] = [
  ['MLP 20 x 4096', () => stack(20, 4096)],
  ['LSTM of 256 over 50 steps, orthogonal', () => longLstm()],
  ['ResNet50 at 64 x 64', () => application('ResNet50', 64)],
  ['DenseNet121', () => application('DenseNet121', 224)],
  ['InceptionV3', () => application('InceptionV3', 299)],
];

/** Relu layers, he normal. */
export function stack(layers: number, units: number): ModelGraph {
  return sequential(
    [units],
    Array.from({ length: layers }, () => dense(units, heTruncated, { name: 'relu' })),
  );
}

function longLstm(): ModelGraph {
  return sequential([50, 256], [recurrent(lstm(256), ALL_STEPS, () => ({ family: 'orthogonal', gain: 1 }))]);
}
