import assert from 'node:assert/strict';
import { predict } from '../../../src/theory/predict.ts';
import { curve, extent, measureCurve } from '../../../webview/charts/curves.ts';
import { COSINE, MEASURES } from '../../../webview/charts/measures.ts';
import { shownLayers } from '../../../webview/layers.ts';
import { byLayer, type Series } from '../../../webview/series.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { heUniform } from '../../builders/samplers.ts';

const graph = sequential([8], [dense(8, heUniform), dense(2, heUniform)]);
const predicted = byLayer(predict(graph, { input: 'normal' }));
const layers = shownLayers(graph, {});

/** @param simulated null before the first seed. */
function simulatedAs(simulated: Series['simulated']): Series {
  const examples = simulated === null ? null : 32;
  return { role: 'current', scheme: 'current', label: 'Current', simulated, examples, predicted };
}

describe('curves', () => {
  it("have a layer's median and band, and a gap where a layer is new", () => {
    const series = simulatedAs(new Map([...predicted].slice(0, 2)));
    const { points, theory } = curve(series, layers, 'forward');
    assert.equal(points[1]?.median, predicted.get('1')?.forward.median);
    assert.equal(points[1]?.high, predicted.get('1')?.forward.high);
    assert.equal(points[2], null);
    assert.ok(theory.every((value) => value !== null && value > 0));
  });

  it('go backward too', () => {
    const series = simulatedAs(predicted);
    const { points } = curve(series, layers, 'backward');
    assert.deepEqual(
      points.map((point) => point?.median),
      layers.map(({ id }) => predicted.get(id)?.backward.median),
    );
  });

  it('of a measure have no band, and a gap where there is no figure', () => {
    const series = simulatedAs(predicted);
    const first = predicted.get('1');
    assert.ok(first);
    for (const measure of MEASURES) {
      const { points, theory } = measureCurve(series, layers, measure);
      const value = measure.value(first);
      assert.ok(value !== null, measure.id);
      assert.deepEqual(points[1], { median: value, low: value, high: value });
      assert.equal(theory[1], value);
    }
    const without = measureCurve({ ...series, simulated: null }, layers, COSINE);
    assert.ok(without.points.every((point) => point === null));
  });

  it('leave theory out of the axis where it is hidden', () => {
    const curves = [curve(simulatedAs(null), layers, 'forward')];
    assert.deepEqual(extent(curves, false), []);
    assert.equal(extent(curves, true).length, layers.length);
  });
});
