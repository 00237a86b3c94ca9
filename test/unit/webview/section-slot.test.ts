import assert from 'node:assert/strict';
import { type ModelContent, modelContent } from '../../../webview/model-content.ts';
import { hasSameFigures, type Section } from '../../../webview/section.ts';
import { SectionSlot } from '../../../webview/section-slot.ts';
import { DEFAULT_SETTINGS } from '../../../webview/settings.ts';
import type { ShownModel } from '../../../webview/shown-model.ts';
import { shownFrom } from '../../builders/shown.ts';

const MODEL = `import * as tf from '@tensorflow/tfjs';
export const model = tf.sequential({ layers: [tf.layers.dense({ units: 8, inputShape: [4] })] });
`;

function contentOf(shown: ShownModel): ModelContent {
  const state = {
    settings: DEFAULT_SETTINGS,
    simulations: null,
    error: null,
    selection: { layer: null, weights: null },
    preview: null,
    atCursor: new Set<string>(),
  };
  return modelContent(shown, state, () => null);
}

/** A section of three steps, which notes what it draws over what. */
function noting() {
  const drawn: (readonly [ModelContent, ModelContent | null, step: number])[] = [];
  // Nothing of a page is needed to tell when what is drawn.
  const element = Object.create(null);
  const section: Section = {
    element,
    *show(content, before) {
      for (let step = 1; step <= 3; step++) {
        drawn.push([content, before, step]);
        yield;
      }
    },
  };
  const slot = new SectionSlot({ name: 'noting', make: () => section });
  slot.make();
  return { slot, drawn };
}

describe('a section’s place on the page', () => {
  let first: ModelContent;
  let second: ModelContent;

  before(async () => {
    const shown = await shownFrom(MODEL);
    first = contentOf(shown);
    second = contentOf(shown);
  });

  it('draws over what it has drawn last', () => {
    const { slot, drawn } = noting();
    assert.ok(slot.isDueWith(first));
    for (const _ of slot.draw());
    assert.ok(slot.isDueWith(second));
    for (const _ of slot.draw());
    assert.deepEqual(
      drawn.filter(([, , step]) => step === 1).map(([content, before]) => [content === first, before === first]),
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it('ends what it has begun, then draws what came last meanwhile', () => {
    const { slot, drawn } = noting();
    slot.isDueWith(first);
    const drawing = slot.draw()[Symbol.iterator]();
    drawing.next();
    assert.equal(slot.isDueWith(contentOf(first.shown)), false);
    assert.equal(slot.isDueWith(second), false);
    while (drawing.next().done !== true);
    assert.deepEqual(
      drawn.map(([content, , step]) => [content === first ? 'first' : content === second ? 'second' : 'other', step]),
      [
        ['first', 1],
        ['first', 2],
        ['first', 3],
        ['second', 1],
        ['second', 2],
        ['second', 3],
      ],
    );
    assert.ok(slot.isDueWith(first));
  });

  it('draws all of a model that comes after none', () => {
    const { slot, drawn } = noting();
    slot.isDueWith(first);
    for (const _ of slot.draw());
    slot.forget();
    slot.isDueWith(second);
    for (const _ of slot.draw());
    assert.equal(drawn.at(-1)?.[1], null);
  });

  it('goes on after a drawing that failed', () => {
    let fails = true;
    const section: Section = {
      element: Object.create(null),
      show() {
        if (fails) throw new RangeError('no room');
        return undefined;
      },
    };
    const slot = new SectionSlot({ name: 'failing', make: () => section });
    slot.make();
    slot.isDueWith(first);
    assert.throws(() => [...slot.draw()], /no room/);
    fails = false;
    assert.ok(slot.isDueWith(second));
    for (const _ of slot.draw());
  });
});

describe('figures of the same run', () => {
  it('are the same as long as no seed came, whatever the progress says', async () => {
    const shown = await shownFrom(MODEL);
    const content = contentOf(shown);
    assert.equal(hasSameFigures(content, null), false);
    assert.equal(hasSameFigures(contentOf(shown), content), true);
    assert.equal(hasSameFigures(contentOf(await shownFrom(MODEL)), content), false);
  });
});
