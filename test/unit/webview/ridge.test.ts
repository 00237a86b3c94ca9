import assert from 'node:assert/strict';
import type { Magnitudes } from '../../../src/model/magnitudes.ts';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { SizeCounts } from '../../../src/simulation/measure/sizes.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { finished } from '../../../src/simulation/slices.ts';
import { predict } from '../../../src/theory/predict.ts';
import { shownLayers } from '../../../webview/layers.ts';
import { densityOf } from '../../../webview/ridge/density.ts';
import { placeOf } from '../../../webview/ridge/painter.ts';
import { readout } from '../../../webview/ridge/readout.ts';
import { byTrouble, ridgeRows, sharedDecades } from '../../../webview/ridge/rows.ts';
import { byLayer, type Series } from '../../../webview/series.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { randomFrom } from '../../builders/random.ts';
import { constant, glorotTruncated, heUniform, type Sampler } from '../../builders/samplers.ts';

/** The integral of a density over decades. */
function area({ at, heights }: { readonly at: readonly number[]; readonly heights: readonly number[] }): number {
  return heights.slice(1).reduce((sum, height, i) => {
    const before = heights[i] ?? 0;
    return sum + ((height + before) / 2) * ((at[i + 1] ?? 0) - (at[i] ?? 0));
  }, 0);
}

const LAYERS = 6;

function simulated(sampler: Sampler): Series {
  const graph = sequential(
    [64],
    Array.from({ length: LAYERS }, () => dense(64, sampler, { name: 'relu' })),
  );
  let statistics: readonly LayerStatistics[] = [];
  for (const report of simulate(graph, { seeds: 2, seed: 1, batch: 8, input: 'normal' })) {
    statistics = report?.statistics ?? statistics;
  }
  return {
    role: 'current',
    scheme: 'current',
    label: 'Current',
    simulated: byLayer(statistics),
    examples: 32,
    predicted: byLayer(predict(graph, { input: 'normal' })),
  };
}

const layers = shownLayers(
  sequential(
    [64],
    Array.from({ length: LAYERS }, () => dense(64, heUniform, { name: 'relu' })),
  ),
  {},
);

describe('the ridge', () => {
  it('draws the share of elements a decade: the area is what is neither 0 nor infinite', () => {
    // As many elements in every stretch of the axis: the second half of an octave is the narrower one.
    const counts = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 117 : 83));
    const half: Magnitudes = { zeros: 5000, nonFinite: 1000, first: -20, counts };
    const density = densityOf(half);
    assert.ok(density !== null);
    assert.deepEqual([density.zeros, density.nonFinite], [0.5, 0.1]);
    // Trapezia over bins of two widths: a few thousandths.
    assert.ok(Math.abs(area(density) - 0.4) < 0.005, `${area(density)}`);
    assert.equal(densityOf({ zeros: 0, nonFinite: 0, first: 0, counts: [] }), null);
    assert.deepEqual(densityOf({ zeros: 3, nonFinite: 0, first: 0, counts: [] })?.heights, []);
  });

  it('is even where sizes are, though bins are of two widths', () => {
    const random = randomFrom(5);
    const sizes = new SizeCounts();
    const values = Float32Array.from({ length: 4096 }, () => 10 ** (-4 * (random(2 ** 20) / 2 ** 20)));
    finished(sizes.add(values));
    const density = densityOf(sizes.magnitudes());
    assert.ok(density !== null);
    const inner = density.heights.filter((_, i) => {
      const decade = density.at[i] ?? 0;
      return decade > -3.5 && decade < -0.5;
    });
    assert.ok(inner.length > 15);
    // 4096 elements over 4 decades: about 150 a bin, half of it in a point's noise.
    for (const height of inner) assert.ok(Math.abs(height - 0.25) < 0.05, `${height}`);
  });

  it('has a row a layer, in order of depth or with the worst first', () => {
    const vanishing = simulated(glorotTruncated);
    const rows = ridgeRows(layers, [vanishing, simulated(heUniform)]);
    assert.deepEqual(
      rows.map(({ layer }) => layer.id),
      layers.map(({ id }) => id),
    );
    assert.equal(rows[1]?.forward.length, 2);
    const sorted = byTrouble(rows, vanishing, null);
    assert.equal(sorted[0]?.layer.id, layers.at(-1)?.id, 'least is left at the end');
    assert.equal(sorted.at(-1)?.layer.id, layers[0]?.id, 'the input is what it is compared with');
    // With the gradient in view the first layers are as far off as the last.
    const withGradient = byTrouble(rows, vanishing, 1);
    assert.notDeepEqual(withGradient, sorted);
    const zeros = byTrouble(rows, simulated(constant(0)), null);
    assert.deepEqual(
      zeros.map(({ layer }) => layer.id),
      [...layers.slice(1), ...layers.slice(0, 1)].map(({ id }) => id),
    );
  });

  it('has one axis for all rows, which shows how a signal vanishes', () => {
    const rows = ridgeRows(layers, [simulated(glorotTruncated)]);
    const { from, to } = sharedDecades(rows, 'forward', 0);
    assert.ok(to >= 0 && from <= -3, `${from} to ${to}`);
    const peak = (i: number) => {
      const density = rows[i]?.forward[0];
      assert.ok(density);
      return density.at[density.heights.indexOf(Math.max(...density.heights))] ?? 0;
    };
    // 0.387 of the second moment a layer: about a decade less in size after five.
    assert.ok(peak(1) - peak(6) > 0.7 && peak(1) - peak(6) < 1.5, `${peak(1)} to ${peak(6)}`);
    const place = placeOf(
      { direction: 'forward', decades: { from, to }, healthy: 0, schemes: [], hasInfinite: false },
      300,
    );
    assert.ok(place(from) >= 14 && place(to) <= 300 && place(from - 9) === place(from), 'outliers stay at the edge');
  });

  it('says in words what a row shows', () => {
    const [, first] = layers;
    assert.ok(first);
    const text = readout(first, [simulated(heUniform)]);
    assert.match(
      text,
      /^1 \(dense 64, relu\)\. Current: outputs (half below 0\.\d+, )?\d\d% are 0; gradients half below 0\.\d+\.$/,
    );
    assert.equal(readout(first, []), '1 (dense 64, relu).');
  });
});
