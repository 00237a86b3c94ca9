import assert from 'node:assert/strict';
import { silentCode } from '../../../../src/frontends/script/silent-code.ts';

const FILLER = `/* ${'Data are read here. '.repeat(120)} */\n`;

/** The code without what is silent. */
function kept(code: string): string {
  const text = FILLER + code;
  let read = '';
  let from = 0;
  for (const { start, end } of silentCode(text).spans) {
    assert.ok(start >= from && end > start, 'stretches come in order');
    read += text.slice(from, start);
    from = end;
  }
  return (read + text.slice(from)).slice(FILLER.length);
}

const QUIET = `function average(rows) {
  let sum = 0;
  for (const row of rows) sum += row;
  return sum / rows.length;
}
`;

describe('code that can have no say in a model', () => {
  it('is left out: functions, classes, types and data that nothing kept names', () => {
    assert.equal(kept(QUIET), '\n');
    assert.equal(kept(`export class Chart {\n  draw() {\n    this.context.stroke();\n  }\n}\n`), '\n');
    assert.equal(kept(`export interface Session {\n  id: string;\n}\n`), '\n');
    assert.equal(kept(`type Session = {\n  id: string;\n};\n`), '\n');
    assert.equal(kept(`const NAMES = [\n  'a',\n  'b',\n] as const;\n`), '\n');
    assert.equal(kept(`const SIZES: Record<string, number> = {\n  a: 1,\n};\n`), '\n');
  });

  it('is left out where a constant holds a function, and where a function is handed over', () => {
    assert.equal(kept('const half = (x) => {\n  return x / 2;\n};\n'), '\n');
    const handler = "button.addEventListener('click', async () => {\n  await fetch('/start');\n});\n";
    assert.equal(kept(handler), "button.addEventListener('click', async () => {});\n");
  });

  it('loses its inside only where its head or what stands around it says something', () => {
    const layer = 'class Own extends tf.layers.Layer {\n  getClassName() {\n    return name;\n  }\n}\n';
    assert.equal(kept(layer), 'class Own extends tf.layers.Layer {}\n');
    assert.equal(kept(`@decorated\nclass A {\n  b = 1;\n}\n`), '@decorated\nclass A {}\n');
    assert.equal(
      kept('const a = b\nfunction f() {\n  return 1;\n}\n(c)();\n'),
      'const a = b\nfunction f() {}\n(c)();\n',
    );
    assert.equal(kept('const a = 1, f = () => {\n  return 1;\n};\n'), 'const a = 1, f = () => {};\n');
    assert.equal(kept('const f = memo(() => {\n  return 1;\n}, [x]);\n'), 'const f = memo(() => {}, [x]);\n');
  });

  const left: Readonly<Record<string, string>> = {
    'names what makes models': `function build() {\n  return tf.layers.dense({ size });\n}\n`,
    'is a list that a model is made of': `const SIZES = [\n  8,\n  4,\n];\nfor (const size of SIZES) model.add(tf.layers.dense({ size }));\n`,
    'is a model in an object': `const saved = {\n  config: { layers: [] },\n};\n`,
    'is called by a class that is kept': `function half(x) {\n  return x / 2;\n}\nclass Net extends half(tf) {\n  layers = [];\n}\n`,
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
    it(`stays as it is where it ${why}`, () => assert.equal(kept(code), code));
  }

  it('is the same whatever is known of an earlier version', () => {
    // Each file after each other one: blocks change, go, come, and lose or gain what makes them whole statements.
    const decorated = `@decorated\n${QUIET}`;
    const files = [...Object.values(left), QUIET, decorated, QUIET + QUIET.replace('sum = 0', 'sum = size++')];
    for (const before of files) {
      const { known } = silentCode(FILLER + before);
      for (const after of files) assert.deepEqual(silentCode(FILLER + after, known), silentCode(FILLER + after));
    }
  });

  it('stays in short files', () => assert.deepEqual(silentCode(QUIET).spans, []));
});
