import assert from 'node:assert/strict';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { cursorIn, OPTIONS } from '../reading.ts';

const HE = { name: 'heUniform' } as const;
const OBJECT = '{"class_name": "HeUniform", "config": {"seed": null}}';

/** A Keras model whose one layer has this configuration, which begins on a new line. */
function model(config: string): string {
  return `{"class_name": "Sequential", "keras_version": "2.15.0", "config": {"name": "m", "layers": [{"class_name": "Dense", "config":
${config}}]}}`;
}

/** The configuration after the ghost text at `|` was taken, null if there is none. */
function taken(marked: string): string | null {
  const { text, offset } = cursorIn(model(marked));
  const insertion = readJson(text, OPTIONS).optionInsertion(offset, 'kernel', HE);
  if (insertion === null) return null;
  const { replace } = insertion;
  assert.ok(replace.end === offset, 'nothing behind the cursor is replaced');
  assert.ok(!text.slice(replace.start, replace.end).includes('\n'), 'the replaced range lies on one line');
  assert.ok(insertion.text.startsWith(text.slice(replace.start, replace.end)), 'what was typed begins the text');
  const after = applyEdits(text, [{ ...replace, text: insertion.text }]);
  return after.slice(after.indexOf('\n') + 1, -4);
}

const OFFERED: readonly (readonly [why: string, before: string, after: string])[] = [
  ['behind the last value', '{"units": 4|}', `{"units": 4, "kernel_initializer": ${OBJECT}}`],
  ['before a comma', '{"units": 4|, "name": "a"}', `{"units": 4, "kernel_initializer": ${OBJECT}, "name": "a"}`],
  ['behind a comma', '{"units": 4,| "name": "a"}', `{"units": 4, "kernel_initializer": ${OBJECT}, "name": "a"}`],
  [
    'behind a comma and a space',
    '{"units": 4, |"name": "a"}',
    `{"units": 4, "kernel_initializer": ${OBJECT}, "name": "a"}`,
  ],
  ['before the first', '{|"units": 4}', `{"kernel_initializer": ${OBJECT}, "units": 4}`],
  ['behind the colon', '{"units": 4, "kernel_initializer":|}', `{"units": 4, "kernel_initializer": ${OBJECT}}`],
  [
    'behind the colon and a space',
    '{"units": 4, "kernel_initializer": |, "name": "a"}',
    `{"units": 4, "kernel_initializer": ${OBJECT}, "name": "a"}`,
  ],
  ['between quotes', '{"units": 4, "kernel_initializer": "|"}', '{"units": 4, "kernel_initializer": "he_uniform"}'],
  [
    'in a name',
    '{"units": 4, "kernel_initializer": "he_|", "name": "a"}',
    '{"units": 4, "kernel_initializer": "he_uniform", "name": "a"}',
  ],
  [
    'in an open string',
    '{"units": 4, "kernel_initializer": "he|\n}',
    '{"units": 4, "kernel_initializer": "he_uniform"\n}',
  ],
  [
    'on an empty line',
    '{\n  "units": 4,\n  |\n  "name": "a"\n}',
    `{\n  "units": 4,\n  "kernel_initializer": ${OBJECT},\n  "name": "a"\n}`,
  ],
  ['on an empty last line', '{\n  "units": 4,\n|\n}', `{\n  "units": 4,\n  "kernel_initializer": ${OBJECT}\n}`],
  ['at the end of a line', '{\n  "units": 4|\n}', `{\n  "units": 4,\n  "kernel_initializer": ${OBJECT}\n}`],
  [
    'at the end of a line behind a comma',
    '{\n  "units": 4,|\n  "name": "a"\n}',
    `{\n  "units": 4,\n  "kernel_initializer": ${OBJECT},\n  "name": "a"\n}`,
  ],
  ['behind the brace', '{|\n  "units": 4\n}', `{\n  "kernel_initializer": ${OBJECT},\n  "units": 4\n}`],
];

const REFUSED: readonly (readonly [why: string, config: string])[] = [
  ['in another string', '{"units": 4, "name": "|a"}'],
  ['in a key', '{"un|its": 4}'],
  ['in a number', '{"units": 4|5}'],
  ['in a comment', '{"units": 4, // say more|\n "name": "a"}'],
  ['in a block comment', '{"units": 4, /* | */ "name": "a"}'],
  ['in a nested value', '{"units": 4, "batch_input_shape": [null, 4|]}'],
  ['in a nested object', '{"units": 4, "kernel_regularizer": {"class_name": "L2", "config": {|}}}'],
  ['behind another colon', '{"units": |}'],
  ['where the option is written', '{"units": 4,| "kernel_initializer": "zeros"}'],
  ['where another name is begun', '{"units": 4, "kernel_initializer": "glo|"}'],
  ['before a value', '{"units": 4, "kernel_initializer": | "zeros"}'],
];

describe('ghost text in JSON', () => {
  for (const [why, before, after] of OFFERED) it(`is offered ${why}`, () => assert.equal(taken(before), after));
  for (const [why, config] of REFUSED) it(`is not offered ${why}`, () => assert.equal(taken(config), null));

  it('is not offered outside of a configuration', () => {
    const text = model('{"units": 4}');
    const reading = readJson(text, OPTIONS);
    for (const offset of [0, 1, text.indexOf('"Dense"') + 2, text.length]) {
      assert.equal(reading.optionInsertion(offset, 'kernel', HE), null, `at ${offset}`);
    }
  });
});
