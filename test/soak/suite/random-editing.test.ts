import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { randomFrom } from '../../builders/random.ts';
import { OURS, observe } from '../../host/observed/observe.ts';
import { Core } from '../editing/core.ts';
import { Complaints, type Memory, memory } from '../editing/health.ts';
import { diagnosticsAreFresh } from '../editing/quiet.ts';
import { Session } from '../editing/session.ts';
import { typePlainly } from '../editing/settings.ts';
import { nextStep } from '../editing/steps.ts';
import { checkWorkspace, defaultSettings } from '../editing/steps-window.ts';
import { closeAll, restore, subjects } from '../editing/subjects.ts';

/** Before the extension is activated, which the first file does. */
const seen = observe(OURS);

const MINUTES = Number(process.env.INIT_LENS_SOAK_MINUTES ?? '1');
const SEED = Number(process.env.INIT_LENS_SEED ?? '1');
/** Then everything is closed and what is left is counted; the first rounds compile code and fill caches. */
const ROUNDS = Math.max(5, Math.round(MINUTES * 2));
const WARM_UP = 2;
/** Of each of these at least, however slow the machine: what they fill is filled by steps, not by time. */
const WARM_UP_STEPS = 250;
/** After so many of them the test says how far it is. */
const TOLD_STEPS = 25;
const QUIET_MS = 1000;
/** Growth from the least of the first half of the counted rounds to the least of the second. */
const GROWTH_MB = 6;

interface Round {
  readonly memory: Memory;
  readonly live: ReadonlyMap<string, number>;
}

describe('editing at random', () => {
  it(`leaves nothing behind in ${MINUTES} minutes, seed ${SEED}`, async function () {
    this.timeout(0);
    const complaints = new Complaints();
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.ok(extension && !extension.isActive, 'the extension is observed from its activation on');
    const files = await subjects();
    await typePlainly();
    await extension.activate();
    // It goes on watching the files that it found something in, which is not to look like a leak when it first happens.
    await checkWorkspace();
    const core = new Core(extension.extensionUri);
    const session = new Session(files, core, seen, randomFrom(SEED));
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const steps = await edit(session, Date.now() + (MINUTES * 60_000) / ROUNDS, round < WARM_UP ? WARM_UP_STEPS : 1);
      rounds.push(await rest(session, files));
      tell(round, steps, rounds);
    }
    core.dispose();
    complaints.dispose();
    assert.deepEqual(seen.failures, [], 'nothing threw, and the log holds no error');
    assert.deepEqual(complaints.heard, []);
    const counted = rounds.slice(WARM_UP);
    assert.deepEqual(moreThanBefore(counted), [], 'no kind of listener or registration becomes more');
    assert.ok(growth(counted, 'heap') < GROWTH_MB, `the heap grew by ${growth(counted, 'heap').toFixed(1)} MB`);
    assert.ok(growth(counted, 'code') < GROWTH_MB, `compiled code grew by ${growth(counted, 'code').toFixed(1)} MB`);
    assert.ok(growth(counted, 'outside') < GROWTH_MB, `buffers grew by ${growth(counted, 'outside').toFixed(1)} MB`);
  });
});

async function edit(session: Session, end: number, least: number): Promise<string> {
  const done: string[] = [];
  const spent = new Map<string, number>();
  while (Date.now() < end || done.length < least) {
    const step = nextStep(session.random);
    done.push(step.name);
    // Where no time ends a round it can take long, and a workbench that says nothing is given up.
    if (done.length < least && done.length % TOLD_STEPS === 0) console.log(`│       ${done.length} of ${least} steps`);
    const start = performance.now();
    try {
      await step(session);
      session.check();
      spent.set(step.name, (spent.get(step.name) ?? 0) + performance.now() - start);
    } catch (error) {
      throw new Error(`Step ${done.length} of this round, the last ones: ${done.slice(-12).join(', ')}.`, {
        cause: error,
      });
    }
  }
  await defaultSettings();
  await diagnosticsAreFresh(session);
  const slowest = [...spent].sort(([, a], [, b]) => b - a).slice(0, 4);
  return `${done.length} steps, most time for ${slowest.map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`).join(', ')}`;
}

async function rest(session: Session, files: Awaited<ReturnType<typeof subjects>>): Promise<Round> {
  await closeAll();
  session.closedAll();
  await restore(files);
  await delay(QUIET_MS);
  return { memory: memory(), live: seen.live };
}

function tell(round: number, steps: string, rounds: readonly Round[]): void {
  const last = rounds.at(-1);
  const live = [...(last?.live.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const figures = `heap ${last?.memory.heap.toFixed(1)} MB, compiled code ${last?.memory.code.toFixed(1)} MB, outside ${last?.memory.outside.toFixed(1)} MB`;
  const kinds = [...(last?.live ?? [])].filter(([kind, count]) => count !== rounds.at(-2)?.live.get(kind));
  if (round > 0) for (const [kind, count] of kinds) console.log(`│       ${kind}: now ${count}`);
  console.log(`│     round ${round + 1} of ${ROUNDS}: ${steps}; ${figures}, ${live} registrations and listeners`);
}

/** Kinds of which the last round left more than any of the first half. What is made when it is first needed comes and goes. */
function moreThanBefore(rounds: readonly Round[]): string[] {
  const before = rounds.slice(0, Math.ceil(rounds.length / 2));
  return [...(rounds.at(-1)?.live ?? [])].flatMap(([kind, count]) => {
    const most = Math.max(...before.map(({ live }) => live.get(kind) ?? 0));
    return count > most ? [`${kind}: ${most}, then ${count}`] : [];
  });
}

function growth(rounds: readonly Round[], of: keyof Memory): number {
  const half = Math.ceil(rounds.length / 2);
  const least = (part: readonly Round[]) => Math.min(...part.map(({ memory: used }) => used[of]));
  return least(rounds.slice(half)) - least(rounds.slice(0, half));
}
