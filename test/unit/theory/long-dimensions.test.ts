import assert from 'node:assert/strict';
import type { LayerStatistics } from '../../../src/model/statistics.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

/** What is too long to look at place by place is taken as more of the same: it must join on to what is looked at. */

async function predicted(
  inputShape: readonly number[],
  ...layers: readonly string[]
): Promise<readonly LayerStatistics[]> {
  const analysis = await analyse(sequentialModel(inputShape, layers));
  const [graph] = analysis.reading.graphs;
  assert.ok(graph);
  return analysis.prediction(graph);
}

function assertNear(actual: number | undefined, expected: number | undefined, relative: number, of: string): void {
  assert.ok(actual !== undefined && expected !== undefined && Number.isFinite(expected), of);
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${of}: ${actual} for ${expected}`);
}

/** @param relative what edges weigh in the shorter one. */
function assertGoesOn(shorter: readonly LayerStatistics[], longer: readonly LayerStatistics[], relative: number): void {
  assert.equal(shorter.length, longer.length);
  for (const [i, { id, forward, backward }] of shorter.entries()) {
    assertNear(longer[i]?.forward.secondMoment, forward.secondMoment, relative, `${id} forward`);
    assertNear(longer[i]?.backward.secondMoment, backward.secondMoment, relative, `${id} backward`);
  }
}

describe('dimensions too long to look at place by place', () => {
  const convolutions = [
    "conv1d({ filters: 8, kernelSize: 9, padding: 'same', activation: 'relu' })",
    "conv1d({ filters: 8, kernelSize: 3, strides: 2, activation: 'relu' })",
    'maxPooling1d({ poolSize: 2 })',
    "conv1d({ filters: 8, kernelSize: 3, activation: 'relu' })",
  ];

  it('go on as shorter ones do: convolutions and pools, whose edges weigh less and less', async () => {
    const shorter = await predicted([100_000, 4], ...convolutions);
    // 4 taps at each of two edges, of 100,000 places and more.
    assertGoesOn(shorter, await predicted([10_000_000, 4], ...convolutions), 1e-3);
  });

  it('go on as shorter ones do: images made larger', async () => {
    const layer = "upSampling2d({ size: [2, 2], interpolation: 'bilinear' })";
    const shorter = await predicted([512, 512, 3], layer, 'conv2d({ filters: 4, kernelSize: 1 })');
    const longer = await predicted([5120, 5120, 3], layer, 'conv2d({ filters: 4, kernelSize: 1 })');
    // An edge of one place in 512.
    assertGoesOn(shorter, longer, 5e-3);
  });

  for (const cell of ['simpleRNN', 'gru', 'lstm']) {
    const sequence = (steps: number, ...more: readonly string[]) =>
      predicted([steps, 8], `${cell}({ units: 16, returnSequences: true })`, ...more);

    it(`go on as shorter ones do: steps of ${cell}, each with its share of what the last state sends back`, async () => {
      const [few, many] = [2000, 200_000];
      const last = `${cell}({ units: 16 })`;
      const shorter = await sequence(few, last, 'dense({ units: 2 })');
      const longer = await sequence(many, last, 'dense({ units: 2 })');
      // The input and the first cell's states are sequences.
      const sent = ({ backward }: LayerStatistics, i: number, steps: number) =>
        backward.secondMoment * (i < 2 ? steps : 1);
      for (const [i, each] of shorter.entries()) {
        const own = longer[i];
        assert.ok(own);
        assertNear(own.forward.secondMoment, each.forward.secondMoment, 1e-2, `${each.id} forward`);
        assertNear(sent(own, i, many), sent(each, i, few), 1e-2, `${each.id} backward`);
      }
      assert.match(longer[1]?.approximation ?? '', /Only the first 2048 steps are followed/);
    });
  }
});
