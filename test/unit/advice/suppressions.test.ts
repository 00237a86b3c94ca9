import assert from 'node:assert/strict';
import type { RuleId } from '../../../src/advice/rule-id.ts';
import { readSuppressions } from '../../../src/advice/suppressions.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

function silent(text: string, rule: RuleId, marker = 'HERE'): boolean {
  return readSuppressions(text).silences(rule, text.indexOf(marker));
}

describe('suppressions', () => {
  it('silence the named rules on the line below', () => {
    const text = '// init-lens-disable-next-line unknown-name, activation-mismatch\n  HERE\n  THERE';
    assert.ok(silent(text, 'unknown-name'));
    assert.ok(silent(text, 'activation-mismatch'));
    assert.ok(!silent(text, 'symmetric-initializer'));
    assert.ok(!silent(text, 'unknown-name', 'THERE'));
  });

  it('silence every rule where none is named, and take words behind -- for a reason', () => {
    assert.ok(silent('// init-lens-disable-next-line\nHERE', 'unknown-name'));
    assert.ok(silent('// init-lens-disable-next-line -- unknown-name is wrong here\nHERE', 'symmetric-initializer'));
    const reasoned = '// init-lens-disable-next-line unknown-name -- registered, not symmetric-initializer\nHERE';
    assert.ok(silent(reasoned, 'unknown-name'));
    assert.ok(!silent(reasoned, 'symmetric-initializer'));
  });

  it('silence a file, wherever the comment stands', () => {
    assert.ok(silent('HERE\n// init-lens-disable unknown-name\n', 'unknown-name'));
    assert.ok(!silent('HERE\n// init-lens-disable unknown-name\n', 'activation-mismatch'));
  });

  it('reach over further comments and line ends of either kind', () => {
    assert.ok(
      silent('// init-lens-disable-next-line unknown-name\r\n// eslint-disable-next-line\r\nHERE', 'unknown-name'),
    );
  });

  it('are no suppressions in the middle of a line or of a word', () => {
    assert.ok(!silent('const s = 1; // init-lens-disable unknown-name\nHERE', 'unknown-name'));
    assert.ok(!silent('// init-lens-disabled unknown-name\nHERE', 'unknown-name'));
  });

  it('are what the fix writes', async () => {
    const text = sequentialModel(
      [8],
      ["dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })", 'dense({ units: 1 })'],
    );
    const { reading, findings } = await analyse(text);
    const [graph] = reading.graphs;
    const zeros = findings.find(({ rule }) => rule === 'symmetric-initializer');
    assert.ok(graph && zeros);
    for (const layer of [zeros.layer, null]) {
      const edits = reading.edits(graph, { kind: 'suppress', layer, rule: zeros.rule });
      const { findings: left } = await analyse(applyEdits(text, edits ?? []));
      assert.ok(edits && !left.some(({ rule }) => rule === zeros.rule));
    }
  });
});
