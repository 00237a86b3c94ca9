import assert from 'node:assert/strict';
import { dialects } from '../../src/dialects/index.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import { differences } from './keras/comparable.ts';
import { compareReading, Share } from './keras/comparison.ts';
import { concerns, layerCases } from './keras/layer-cases.ts';
import { comparableTraits } from './keras/read-graph.ts';
import { type LayerFacts, type ModelFacts, recordedLayers, recordedModels } from './keras/recordings.ts';
import { comparableFacts } from './keras/unfolded-facts.ts';

/** Every layer class of Keras 2.15 and 3.12 against what Keras makes of it (keras/record_layers.py). */
for (const generation of ['keras2', 'keras3'] as const) {
  const dialect = dialects[generation];
  const recording = recordedLayers(generation);

  describe(`every layer of ${dialect.label}, as ${recording.version} builds it`, () => {
    const share = new Share(`${generation}, models of one layer`);
    after(() => share.print());

    it('is known to the dialect', () => {
      const missing = recording.classes.filter((className) => !dialect.isLayer(className, 'json'));
      assert.deepEqual(missing, []);
    });

    it('is recorded, or it is said why not', () => {
      const models = [
        ...recording.cases.flatMap((recorded) => recorded ?? []),
        ...recordedModels(generation, 'models'),
      ];
      const built = new Set(models.flatMap(({ facts }) => classesOf(facts)));
      const missing = recording.classes.filter((name) => !built.has(name) && !recording.unbuilt.has(name));
      assert.deepEqual(missing, []);
    });

    for (const [i, layerCase] of layerCases().entries()) {
      const { title, className, declaration, inputs } = layerCase;
      if (!concerns(layerCase, generation, recording.classes)) continue;
      const recorded = recording.cases[i] ?? null;
      if (recorded === null) {
        it(`${title} is refused by Keras itself`, () => assert.ok(recording.unbuilt.has(`${i} ${className}`)));
        continue;
      }

      it(`${title} has the same shapes, weights, initialisers and activations`, () => {
        const traits = dialect.readLayer(declaration, inputs, 'json');
        const [use] = recorded.layer.uses;
        assert.ok(use, 'the layer was used');
        assert.deepEqual(
          differences(comparableTraits(traits, generation), comparableFacts(recorded.layer, use, [])),
          [],
        );
        assert.deepEqual(traits.problems, []);
      });

      it(`${title} is read from the file that Keras saves`, () => {
        const comparison = compareReading(recorded, generation);
        share.add(comparison);
        assert.deepEqual(comparison.differences, []);
      });

      const { curve } = recorded;
      if (curve === null) continue;
      it(`${title} is the same function`, () => {
        const { ownActivation } = dialect.readLayer(declaration, inputs, 'json');
        assert.ok(ownActivation, 'a nonlinearity');
        const own = scalarFunction(ownActivation);
        // The vocabulary has no name for such a function, and says so.
        if (own === null) return assert.equal(ownActivation.name, 'unknown');
        for (const [n, x] of recording.points.entries()) {
          // 1e-5: single precision.
          assert.ok(Math.abs(own.value(x) - (curve[n] ?? Number.NaN)) < 1e-5, `f(${x}) is ${curve[n]} in Keras`);
        }
      });
    }
  });
}

function classesOf(facts: ModelFacts): string[] {
  const of = (layer: LayerFacts): string[] => [
    layer.className,
    ...layer.parts.flatMap(of),
    ...(layer.model === null ? [] : classesOf(layer.model)),
  ];
  return facts.layers.flatMap(of);
}
