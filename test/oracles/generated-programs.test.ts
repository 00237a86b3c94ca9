import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { makeWeightsLight } from './harness/light-weights.ts';
import { EMBEDDING, KINDS } from './programs/catalogue.ts';
import { Dice } from './programs/dice.ts';
import { randomPlan } from './programs/make-plan.ts';
import { NOT_GENERATED } from './programs/not-generated.ts';
import type { ModelPlan } from './programs/plan.ts';
import { printProgram } from './programs/printer/print.ts';
import { prepareReading, wrongs } from './programs/run-generated.ts';
import { shrunk } from './programs/shrink.ts';

/**
 * Random model programs, run under TF.js and read. `PROGRAMS` says how many, `SEED` which ones, `FIRST` the number of
 * the first: `SEED=1 FIRST=72 PROGRAMS=1` is one program over again.
 */

const COUNT = Number(process.env.PROGRAMS ?? 500);
const FIRST = Number(process.env.FIRST ?? 0);
const SEED = Number(process.env.SEED ?? 1);
const SHOWN = 3;

/** Factories that stand only inside others' options, or join branches. */
const INSIDE = ['lstmCell', 'gruCell', 'simpleRNNCell', 'convLstm2dCell', 'stackedRNNCells'];
const JOINING = ['add', 'average', 'maximum', 'minimum', 'multiply', 'concatenate', 'dot'];

describe('generated programs', () => {
  const { warn } = console;
  let restoreWeights = () => {};

  before(async () => {
    await tf.setBackend('cpu');
    restoreWeights = makeWeightsLight();
    await prepareReading();
    // TF.js warns of what it does not save.
    console.warn = () => undefined;
  });

  after(() => {
    console.warn = warn;
    restoreWeights();
  });

  it('hold every factory of tf.layers', () => {
    const generated = new Set([...KINDS, EMBEDDING].flatMap(({ factories }) => factories));
    const others = [...INSIDE, ...JOINING, 'input', 'inputLayer', ...Object.keys(NOT_GENERATED)];
    const missing = Object.keys(tf.layers).filter((name) => !generated.has(name) && !others.includes(name));
    assert.deepEqual(missing, []);
  });

  it('are read as the models that they make', async () => {
    const failed: number[] = [];
    for (let number = FIRST; number < FIRST + COUNT; number++) {
      if ((await failuresOf(number, randomPlan(planDice(number)))).length > 0) failed.push(number);
    }
    console.log(`      ${COUNT - failed.length} of ${COUNT} programs read right`);
    const shown: string[] = [];
    for (const number of failed.slice(0, SHOWN)) shown.push(await shownFailure(number));
    assert.ok(failed.length === 0, `Programs ${failed.join(', ')} are read otherwise.\n${shown.join('\n\n')}`);
  }).timeout(20_000 + 400 * COUNT);
});

function planDice(number: number): Dice {
  return new Dice(SEED, number, 'plan');
}

function printed(number: number, plan: ModelPlan) {
  return printProgram(plan, new Dice(SEED, number, 'print'));
}

async function failuresOf(number: number, plan: ModelPlan): Promise<string[]> {
  try {
    return await wrongs(printed(number, plan));
  } catch (error) {
    const said = error instanceof Error ? error.stack : String(error);
    throw new Error(`Program ${number} does not run: ${said}\n${printed(number, plan).text}`);
  }
}

async function shownFailure(number: number): Promise<string> {
  const fails = async (plan: ModelPlan) => (await wrongs(printed(number, plan)).catch(() => [])).length > 0;
  const smallest = await shrunk(randomPlan(planDice(number)), fails);
  const { text, parts } = printed(number, smallest);
  const found = await wrongs(printed(number, smallest));
  return [`Program ${number}, as small as it gets:`, text, ...(parts === null ? [] : ['parts:', parts]), ...found].join(
    '\n',
  );
}
