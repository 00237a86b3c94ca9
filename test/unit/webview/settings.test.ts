import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS, parseState } from '../../../webview/settings.ts';

describe("the panel's kept state", () => {
  it('comes back as it was', () => {
    const state = {
      documentUri: 'file:///model.ts',
      settings: {
        model: 'net',
        comparison: 'heNormal',
        assume: { 'sizes[0]': 12 },
        seeds: 16,
        seed: 0,
        batch: 8,
        input: 'constant' as const,
        training: { ...DEFAULT_SETTINGS.training, steps: 100 },
      },
    };
    assert.deepEqual(parseState(JSON.parse(JSON.stringify(state))), state);
  });

  it('is as at first where there is none, or what there is cannot be used', () => {
    const first = { documentUri: null, settings: DEFAULT_SETTINGS };
    assert.deepEqual(parseState(undefined), first);
    assert.deepEqual(parseState('state'), first);
    const strange = {
      documentUri: 3,
      settings: { seeds: 1e9, seed: 0.5, batch: '32', input: 'cauchy', model: 1, assume: [1] },
    };
    assert.deepEqual(parseState(strange), first);
  });
});
