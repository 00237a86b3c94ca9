import assert from 'node:assert/strict';
import type { Finding } from '../../src/advice/finding.ts';
import { RULES } from '../../src/advice/rules/index.ts';
import type { Analysis } from '../../src/analyser.ts';
import { allLayers } from '../../src/model/graph.ts';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from '../builders/analyse.ts';
import { Dice } from './programs/dice.ts';
import { randomPlan } from './programs/make-plan.ts';
import { printProgram } from './programs/printer/print.ts';

/**
 * What holds of advice on any model, tried on random programs: it is given, it is as loud as the rule may be, every kernel
 * can be explained, and mending the whole file ends.
 */

const COUNT = Number(process.env.PROGRAMS ?? 120);
const SEED = Number(process.env.SEED ?? 1);

function programOf(number: number): string {
  const plan = randomPlan(new Dice(SEED, number, 'plan'));
  return printProgram(plan, new Dice(SEED, number, 'print')).text;
}

function mendable({ findings }: Analysis): Finding[] {
  return findings.filter(({ fixes }) => fixes.some(({ preferred, safe }) => preferred && safe));
}

describe('advice on generated programs', () => {
  for (let number = 0; number < COUNT; number++) {
    it(`program ${number}`, async () => {
      const text = programOf(number);
      const analysis = await analyse(text);
      for (const { rule, severity, span, message } of analysis.findings) {
        assert.ok(
          RULES.some(({ id, severities }) => id === rule && severities.includes(severity)),
          `${rule} ${severity}`,
        );
        assert.ok(span.start < span.end && span.end <= text.length, `${rule} has a place`);
        assert.ok(!/NaN|undefined|null|Infinity/.test(message), message);
      }
      for (const graph of analysis.reading.graphs) {
        for (const layer of allLayers(graph)) {
          for (const { role } of layer.weights) assert.ok(analysis.explanation(graph, layer.id, role));
        }
      }
      let [current, mended] = [analysis, text];
      for (let round = 0; round < 2 && current.fixAllEdits().length > 0; round++) {
        mended = applyEdits(mended, current.fixAllEdits());
        current = await analyse(mended);
      }
      assert.deepEqual(
        mendable(current).map(({ rule, message }) => `${rule}: ${message}`),
        [],
        text,
      );
    });
  }
});
