import assert from 'node:assert/strict';
import { signalChart } from '../../../src/analysis/signal-chart.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';
import { expectDefined } from '../frontends/reading.ts';

const COLOURS = { text: '#111', current: '#222', recommended: '#333', zone: '#444' };
const DEEP = [...times(8, "dense({ units: 64, activation: 'relu' })"), 'dense({ units: 4 })'];

async function chart(layers: readonly string[], layer: string): Promise<string | null> {
  const analysis = await analyse(sequentialModel([64], layers));
  const [graph] = analysis.reading.graphs;
  return signalChart(analysis, expectDefined(graph, 'there is a model'), layer, COLOURS);
}

/** Heights of a line's points, from the top. */
function heights(svg: string, colour: string): number[] {
  const points = new RegExp(`points="([^"]*)"[^>]*stroke="${colour}"`).exec(svg)?.[1] ?? '';
  return points.split(' ').map((point) => Number(point.split(',')[1]));
}

describe('the chart of the signal over depth', () => {
  it('falls where the signal dies away, and stays level with the recommended initialisers', async () => {
    const svg = expectDefined(await chart(DEEP, 'dense_3'), 'there is a chart');
    const current = heights(svg, COLOURS.current);
    assert.equal(current.length, 9);
    // 0.387 a layer: a step of 0.41 decades in each.
    const steps = current.slice(1, 8).map((height, i) => height - (current[i] ?? 0));
    assert.ok(
      steps.every((step) => step > 0 && Math.abs(step - (steps[0] ?? 0)) < 0.2),
      steps.join(' '),
    );
    const recommended = heights(svg, COLOURS.recommended);
    assert.ok(
      recommended.slice(0, 8).every((height) => Math.abs(height - 42) < 1),
      recommended.join(' '),
    );
  });

  it('marks the layer on its line', async () => {
    const svg = expectDefined(await chart(DEEP, 'dense_3'), 'there is a chart');
    const marked = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(svg);
    assert.equal(Number(marked?.[2]), heights(svg, COLOURS.current)[2]);
  });

  it('keeps a signal of 0 on the axis', async () => {
    const zeros = DEEP.map((layer, i) => (i === 2 ? layer.replace(' })', ", kernelInitializer: 'zeros' })") : layer));
    const current = heights(expectDefined(await chart(zeros, 'dense_1'), 'there is a chart'), COLOURS.current);
    assert.ok(
      current.every((height) => height >= 0 && height <= 84),
      current.join(' '),
    );
  });

  it('is none of a single layer', async () => {
    assert.equal(await chart(['dense({ units: 4 })'], 'dense_1'), null);
  });
});
