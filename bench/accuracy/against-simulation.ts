import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelGraph } from '../../src/model/graph.ts';
import { elementCount } from '../../src/model/shape.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { predict } from '../../src/theory/predict.ts';
import { application, applicationNames } from '../../test/oracles/applications.ts';
import { prepare, readFile } from '../../test/unit/frontends/reading.ts';
import { type Errors, error, summary } from './compare.ts';
import { computedLayers } from './reference.ts';

/** How far the prediction is off the mean of simulated draws, as against those of a framework. */
export interface SimulatedAccuracy {
  readonly name: string;
  readonly draws: number;
  readonly layers: number;
  readonly forward: Errors;
  readonly backward: Errors;
  readonly weightGradient: Errors;
}

interface Subject {
  readonly name: string;
  readonly graph: ModelGraph;
  readonly batch: number;
  readonly draws: number;
}

const FOLDERS = ['test/models', 'test/models/good'];
const MODEL_FILE = /(?<!\.graph)\.(?:jsonc?|[jt]sx?)$/;

/** Batch statistics of fewer examples are no batch's. */
const BATCH = 32;
const DRAWS = 60;

/** Of models whose layers give more numbers than this for one example, which would take minutes. */
const LARGE = 200_000;
const LARGE_DRAWS = 12;

/** Of the applications, whose own inputs would take minutes a draw; a size that all of them take. */
const SIZE = 96;
const SIZE_BATCH = 8;
const SIZE_DRAWS = 6;

/** Every model of the test models and of Keras's applications; `only`: those whose name holds that text. */
export async function againstSimulation(only: string): Promise<SimulatedAccuracy[]> {
  await prepare();
  return [...fileSubjects(only), ...applicationSubjects(only)].map(accuracyOf);
}

/** Layers that no model takes up have nothing that enters them. */
function fileSubjects(only: string): Subject[] {
  const root = join(__dirname, '../..');
  return FOLDERS.flatMap((folder) => {
    const files = readdirSync(join(root, folder)).filter((file) => MODEL_FILE.test(file));
    return files.flatMap((file) => {
      const { graphs } = readFile(`${folder}/${file}`).reading;
      const models = graphs.filter(({ kind }) => kind !== 'loose');
      return models.flatMap((graph) => {
        const name = models.length === 1 ? file : `${file}: ${graph.name}`;
        const draws = elementsOf(graph) > LARGE ? LARGE_DRAWS : DRAWS;
        return name.includes(only) ? [{ name, graph, batch: BATCH, draws }] : [];
      });
    });
  });
}

function elementsOf({ layers }: ModelGraph): number {
  return layers.reduce((sum, { outputShape }) => sum + elementCount(outputShape ?? []), 0);
}

function applicationSubjects(only: string): Subject[] {
  return applicationNames()
    .map((name) => ({ name: `${name} at ${SIZE} x ${SIZE}`, of: name }))
    .filter(({ name }) => name.includes(only))
    .map(({ name, of }) => ({ name, graph: application(of, SIZE), batch: SIZE_BATCH, draws: SIZE_DRAWS }));
}

function accuracyOf({ name, graph, batch, draws }: Subject): SimulatedAccuracy {
  const predicted = new Map(predict(graph, { input: 'normal', batch }).map((theory) => [theory.id, theory]));
  const ids = new Set(computedLayers(graph).map(({ id }) => id));
  const pairs = simulated(graph, batch, draws).flatMap((drawn) => {
    const theory = predicted.get(drawn.id);
    return theory === undefined || !ids.has(drawn.id) ? [] : [{ theory, drawn }];
  });
  const errors = (of: 'forward' | 'backward') =>
    summary(
      pairs.map(({ theory, drawn }) =>
        error(theory[of].secondMoment, { mean: drawn[of].secondMoment, standardError: drawn[of].standardError }),
      ),
    );
  return {
    name,
    draws,
    layers: pairs.length,
    forward: errors('forward'),
    backward: errors('backward'),
    // The simulation gives no spread of a kernel's gradient: it is as large as that of the signal's gradient.
    weightGradient: summary(
      pairs.flatMap(({ theory, drawn }) => {
        if (theory.weightGradient === null || drawn.weightGradient === null) return [];
        const mean = drawn.weightGradient.secondMoment;
        const { standardError, secondMoment } = drawn.backward;
        return [
          error(theory.weightGradient.secondMoment, { mean, standardError: (mean * standardError) / secondMoment }),
        ];
      }),
    ),
  };
}

function simulated(graph: ModelGraph, batch: number, draws: number): readonly LayerStatistics[] {
  const run = simulate(graph, { seeds: draws, seed: 1, batch, input: 'normal' }, { images: 'full' });
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
