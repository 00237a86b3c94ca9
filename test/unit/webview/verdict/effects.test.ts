import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Effects } from '../../../../webview/verdict/effects.ts';
import { sequentialModel, times } from '../../../builders/analyse.ts';
import { shownFrom } from '../../../builders/shown.ts';
import { THEORY } from '../../../builders/theory.ts';

function deep(units: number) {
  return shownFrom(
    sequentialModel([8], [...times(4, `dense({ units: ${units}, activation: 'relu' })`), 'dense({ units: 1 })']),
  );
}

describe('what groups of kernels do', () => {
  it('is there a while after it was first asked for, and then at once', async () => {
    const shown = await deep(8);
    let told = 0;
    const effects = new Effects(THEORY, Promise.resolve(), () => told++);
    assert.equal(effects.of(shown), null);
    assert.equal(effects.of(shown), null);
    while (told === 0) await delay(1);
    assert.equal(effects.of(shown)?.length, shown.model.changes.length);
    assert.equal(effects.of(shown), effects.of(shown));
    assert.equal(told, 1);
  });

  it('is dropped where another model has come meanwhile', async () => {
    const [first, second] = [await deep(8), await deep(9)];
    let told = 0;
    const effects = new Effects(THEORY, Promise.resolve(), () => told++);
    effects.of(first);
    effects.of(second);
    while (told === 0) await delay(1);
    await delay(5);
    assert.equal(told, 1);
    assert.ok(effects.of(second));
  });

  it('is not asked for before the curves are seen', async () => {
    let see = () => {};
    const seen = new Promise<void>((resolve) => {
      see = resolve;
    });
    const shown = await deep(8);
    let told = 0;
    const effects = new Effects(THEORY, seen, () => told++);
    effects.of(shown);
    await delay(5);
    assert.equal(told, 0);
    see();
    while (told === 0) await delay(1);
    assert.ok(effects.of(shown));
  });
});
