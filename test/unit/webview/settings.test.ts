import assert from 'node:assert/strict';
import { AS_WRITTEN } from '../../../src/model/what-if.ts';
import { DEFAULT_SETTINGS, parseState } from '../../../webview/settings.ts';

describe("the panel's kept state", () => {
  it('comes back as it was', () => {
    const state = {
      documentUri: 'file:///model.ts',
      settings: {
        model: 'net',
        comparisons: ['heNormal', 'zeros'],
        hidden: ['theory'],
        assume: { 'sizes[0]': 12 },
        seeds: 16,
        seed: 0,
        batch: 8,
        input: 'constant' as const,
        whatIf: { ...AS_WRITTEN, width: 1 / 4, activation: 'tanh' as const, normalization: 'none' as const },
        scale: 255,
        isPinned: true,
        showsPreview: true,
        training: { ...DEFAULT_SETTINGS.training, steps: 100 },
      },
    };
    assert.deepEqual(parseState(JSON.parse(JSON.stringify(state))), state);
  });

  it('of an earlier version had one comparison, or none', () => {
    const kept = (comparison: unknown) => parseState({ settings: { comparison } }).settings.comparisons;
    assert.deepEqual(kept('heNormal'), ['heNormal']);
    assert.deepEqual(kept(null), []);
  });

  it('is as at first where there is none, or what there is cannot be used', () => {
    const first = { documentUri: null, settings: DEFAULT_SETTINGS };
    assert.deepEqual(parseState(undefined), first);
    assert.deepEqual(parseState('state'), first);
    const strange = {
      documentUri: 3,
      settings: {
        seeds: 1e9,
        seed: 0.5,
        batch: '32',
        input: 'cauchy',
        model: 1,
        assume: [1],
        hidden: 'all',
        whatIf: { ...AS_WRITTEN, depth: 1.5 },
        scale: 0,
        isPinned: 'yes',
      },
    };
    assert.deepEqual(parseState(strange), first);
  });
});
