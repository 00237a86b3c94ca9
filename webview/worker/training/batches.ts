import * as tf from '@tensorflow/tfjs-core';
import { layerById, type ModelGraph } from '../../../src/model/graph.ts';
import type { TrainingOptions } from '../../convergence/options.ts';
import { type DataSet, dataSet } from './task/data-set.ts';
import { inputKind } from './task/input-kinds.ts';
import { outputTasks } from './trainee.ts';

export interface Batch {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
}

/** Batches that make up the whole data: so many steps go once through all of it. */
export const BATCHES = 8;

/** A training's data, cut into batches that come round again. To be disposed of. */
export class Batches {
  readonly chance: number;
  readonly #batches: readonly Batch[];

  constructor(graph: ModelGraph, { batch, task }: TrainingOptions, seed: number) {
    const kinds = graph.inputs.flatMap((id) => {
      const layer = layerById(graph, id);
      return layer === undefined ? [] : [inputKind(graph, layer)];
    });
    const outputs = outputTasks(graph);
    const data: DataSet = dataSet(kinds, outputs, task, BATCHES * batch, seed);
    this.chance = data.chance;
    this.#batches = Array.from({ length: BATCHES }, (_, i) => ({
      inputs: data.inputs.map((values, k) => {
        const { shape = [], tokens = null } = kinds[k] ?? {};
        return part(values, i, [batch, ...shape], tokens === null ? 'float32' : 'int32');
      }),
      targets: data.targets.map((values, k) => part(values, i, [batch, ...(outputs[k]?.shape ?? [])], 'float32')),
    }));
  }

  /** The batch of a step, counted from 0. */
  at(step: number): Batch {
    return this.#batches[step % BATCHES] ?? { inputs: [], targets: [] };
  }

  dispose(): void {
    for (const { inputs, targets } of this.#batches) tf.dispose([...inputs, ...targets]);
  }
}

function part(values: Float32Array, index: number, shape: number[], type: 'float32' | 'int32'): tf.Tensor {
  const size = shape.reduce((product, each) => product * each, 1);
  return tf.tensor(values.slice(index * size, (index + 1) * size), shape, type);
}
