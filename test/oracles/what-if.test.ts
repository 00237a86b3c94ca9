import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import { sizes } from '../../src/model/shape.ts';
import { changedGraph } from '../../src/what-if/change.ts';
import { prepare, read } from '../unit/frontends/reading.ts';
import { differences } from './harness/compare-facts.ts';
import { factsOfGraph, plainOperation, walkedLayers } from './harness/graph-facts.ts';
import { makeWeightsLight } from './harness/light-weights.ts';
import { runProgram } from './harness/run-program.ts';
import { factsOfModel } from './harness/tfjs-facts.ts';
import { disposeVariablesSince, variableNames } from './harness/variables.ts';
import { WHAT_IF_CASES } from './what-if-cases.ts';

/** What is tried on a model is what TF.js makes of the program with the same change made by hand. */

/** The changed model has no places in the program that was changed by hand. */
const NOWHERE = { locate: () => 'nowhere', isSame: () => true };

describe('what-if against TF.js', () => {
  let restoreWeights = () => {};
  let others: ReadonlySet<string> = new Set();

  before(async () => {
    await tf.setBackend('cpu');
    restoreWeights = makeWeightsLight();
    await prepare();
  });

  after(() => restoreWeights());

  beforeEach(() => {
    others = variableNames();
  });

  afterEach(() => disposeVariablesSince(others));

  for (const { name, whatIf, written, byHand } of WHAT_IF_CASES) {
    it(name, async () => {
      const changed = changedGraph(onlyGraph(written), whatIf);
      assert.ok(changed, 'a graph that was read can be changed');
      const recording = await runProgram({ text: byHand, loader: 'ts' });
      const [made] = recording.models;
      assert.ok(made, 'the program makes a model');
      const facts = factsOfModel(made.model, { placeOf: () => null, nameOf: () => null });
      assert.deepEqual(differences(factsOfGraph(changed.graph), facts, NOWHERE), []);
      // Fans and what is sampled TF.js does not tell: they are those that its programs are read with.
      assert.deepEqual(numbersOf(changed.graph), numbersOf(onlyGraph(byHand)));
    });
  }
});

function onlyGraph(text: string): ModelGraph {
  const [graph, ...others] = read(text, 'typescript').graphs;
  assert.ok(graph !== undefined && others.length === 0, 'the program makes one model');
  assert.deepEqual(graph.incompleteBecause, []);
  return graph;
}

function numbersOf(graph: ModelGraph): unknown {
  return walkedLayers(graph).nodes.map(layerNumbers);
}

function layerNumbers({ operation, activation, outputShape, weights, parts }: Layer): unknown {
  return {
    operation: plainOperation(operation),
    activation,
    outputShape: outputShape === null ? null : sizes(outputShape),
    weights: weights.map(({ role, shape, fans, trueFans, initializer: { spec, sampled, nominalVariance } }) => ({
      role,
      shape: sizes(shape),
      fans,
      trueFans,
      spec,
      sampled,
      nominalVariance,
    })),
    parts: parts.map(layerNumbers),
  };
}
