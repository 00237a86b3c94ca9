import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readJson } from '../../src/frontends/json/read-json.ts';
import { isNumber, isString, listOf, record } from '../../src/protocol/guard.ts';
import { createNetwork } from '../../src/simulation/network.ts';
import { runNetwork } from '../../src/simulation/run.ts';
import { finished } from '../../src/simulation/slices.ts';
import { expectDefined, OPTIONS } from '../unit/frontends/reading.ts';
import cases from './keras/cell-dropout-cases.json' with { type: 'json' };

/**
 * What comes out of cells of one unit that drop, in the simulation of what Keras saved, against what came out in a
 * training step of Keras itself (keras/record_cell_dropout.py): the same values and no others, which tells what masks
 * there are, which gates and steps share them and what of the state they act on.
 */

/** Of the at most 256 combinations of masks of one half, a draw misses any given one in one of 10^7 runs. */
const EXAMPLES = 4096;
/** Keras's are written with five digits. */
const TOLERANCE = 2e-5;

interface Recorded {
  readonly json: string;
  /** Outputs of all steps. */
  readonly outcomes: readonly (readonly number[])[];
}

const isRecording = record<{ readonly version: string; readonly cases: readonly Recorded[] }>({
  version: isString,
  cases: listOf(record<Recorded>({ json: isString, outcomes: listOf(listOf(isNumber)) })),
});

for (const id of ['keras2', 'keras3'] as const) {
  describe(`dropout inside cells of ${id}, as recorded`, () => {
    const path = join(__dirname, 'keras', `${id}-cell-dropout.json.gz`);
    const recording: unknown = JSON.parse(gunzipSync(readFileSync(path)).toString());
    assert.ok(isRecording(recording));
    assert.equal(recording.cases.length, cases.length);

    recording.cases.forEach((recorded, i) => {
      it(JSON.stringify(cases[i]), () => {
        const graph = expectDefined(readJson(recorded.json, { ...OPTIONS, dialect: id }).graphs[0], 'it is a model');
        const network = finished(createNetwork(graph, EXAMPLES));
        for (const _ of runNetwork(network, { seed: 1, index: 0, input: 'constant' }));
        const values = network.layers.at(-1)?.output.value ?? new Float32Array();
        const steps = values.length / EXAMPLES;
        const ours = new Map<string, number[]>();
        for (let example = 0; example < EXAMPLES; example++) {
          const outcome = [...values.subarray(example * steps, (example + 1) * steps)];
          ours.set(outcome.map((value) => value.toFixed(6)).join(), outcome);
        }
        network.release();
        for (const theirs of recorded.outcomes) assertAmong(theirs, [...ours.values()], 'Keras');
        for (const outcome of ours.values()) assertAmong(outcome, recorded.outcomes, 'the simulation');
      });
    });
  });
}

function assertAmong(outcome: readonly number[], others: readonly (readonly number[])[], whose: string): void {
  const near = (other: readonly number[]) =>
    outcome.every((value, i) => Math.abs(value - (other[i] ?? Number.NaN)) < TOLERANCE);
  assert.ok(others.some(near), `only ${whose} gives ${outcome.join(', ')}`);
}
