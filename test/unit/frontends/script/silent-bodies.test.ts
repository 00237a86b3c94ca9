import assert from 'node:assert/strict';
import { withoutSilentBodies } from '../../../../src/frontends/script/silent-bodies.ts';

const FILLER = `/* ${'Data are read here. '.repeat(120)} */\n`;

function kept(code: string): string {
  const text = FILLER + code;
  const read = withoutSilentBodies(text);
  assert.equal(read.length, text.length);
  assert.deepEqual(
    [...read.matchAll(/\n/g)].map(({ index }) => index),
    [...text.matchAll(/\n/g)].map(({ index }) => index),
  );
  return read.slice(FILLER.length);
}

const QUIET = `function average(rows) {
  let sum = 0;
  for (const row of rows) sum += row;
  return sum / rows.length;
}
`;

describe('code that can have no say in a model', () => {
  it('is blanked: functions, classes and interfaces that nothing kept names', () => {
    const blank = `function average(rows) {\n${' '.repeat(14)}\n`;
    assert.ok(kept(QUIET).startsWith(blank));
    assert.doesNotMatch(kept(`export class Chart {\n  draw() {\n    this.context.stroke();\n  }\n}\n`), /stroke/);
    assert.doesNotMatch(kept(`export interface Session {\n  id: string;\n}\n`), /string/);
  });

  it('is blanked in constants that hold functions, and in functions that are handed over', () => {
    assert.doesNotMatch(kept('const half = (x) => {\n  return x / 2;\n};\n'), /return/);
    const handler = "button.addEventListener('click', async () => {\n  await fetch('/start');\n});\n";
    assert.doesNotMatch(kept(handler), /await/);
    assert.match(kept(handler), /^button\.addEventListener\('click', async \(\) => \{\n +\n\}\);\n$/);
  });

  const left: Readonly<Record<string, string>> = {
    'names what makes models': `function build() {\n  return tf.layers.dense({ size });\n}\n`,
    'is named by what is kept': `${QUIET}const size = average([1, 2]);\n`,
    'is named by a function that is kept': `function half(x) {\n  return x / 2;\n}\nfunction build() {\n  return tf.layers.dense({ units: half(8) });\n}\n`,
    'is named by one that is named': `function one() {\n  return 1;\n}\nfunction two() {\n  return one() + one();\n}\nconst size = two();\n`,
    'calls what makes models': `function build(size) {\n  return tf.layers.dense({ units: size });\n}\nfunction start() {\n  return build(8);\n}\n`,
    'changes what is kept': `let ready = false;\nfunction start() {\n  ready = true;\n}\n`,
    'changes a property that is kept': `if (state.size > 3) go();\nfunction grow() {\n  const size = 3;\n  state.size++;\n}\n`,
    'holds a template string that runs to the margin': 'function page() {\n  return `\n}\n`;\n}\n',
    'is indented badly': `function f() {\n  if (x) {\n}\n  more();\n}\n`,
    'holds what is kept by its name': 'const half = (x) => {\n  return x / 2;\n};\nconst size = half(8);\n',
    'calls a method of what is kept': 'const data = new Data();\nfunction start() {\n  data.load();\n}\n',
    'stands in another function': `  function inner() {\n    return 1;\n  }\n`,
  };
  for (const [why, code] of Object.entries(left)) {
    it(`is left as it is where it ${why}`, () => assert.equal(kept(code), code));
  }

  it('is left in short files', () => assert.equal(withoutSilentBodies(QUIET), QUIET));
});
