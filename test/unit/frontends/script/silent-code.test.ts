import assert from 'node:assert/strict';
import { silentCode } from '../../../../src/frontends/script/silent-code.ts';
import { randomFrom } from '../../../builders/random.ts';

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
      const earlier = silentCode(FILLER + before);
      for (const after of files) {
        assert.deepEqual(silentCode(FILLER + after, earlier).spans, silentCode(FILLER + after).spans);
      }
    }
  });

  it('is the same whatever was typed, taken out or put somewhere else before', () => {
    // A long way of small changes, each found out from the one before: names, brackets, whole lines and margins come and go.
    const random = randomFrom(5);
    const words = [
      'average',
      'half',
      'size',
      '(',
      ')',
      '{',
      '}',
      '\n',
      '\n}\n',
      '\n}',
      '=',
      ' => {\n',
      '`',
      ' ',
      ',',
      ';',
      '@a\n',
    ];
    const lines = [
      'const half = 3;',
      'start();',
      'let state = average(x);',
      'model.add(tf.layers.dense({ units: size }));',
      '  x,',
    ];
    const pieces = [
      ...Object.values(left),
      QUIET,
      'export const a = tf.sequential({\n  layers: [\n    b,\n  ],\n});\n',
    ];
    let [same, wereKept] = [0, 0];
    for (let way = 0; way < 60; way++) {
      let text = FILLER + Array.from({ length: 8 }, () => pieces[random(pieces.length)]).join('\n');
      let earlier = silentCode(text);
      for (let step = 0; step < 60; step++) {
        const at = FILLER.length + random(text.length - FILLER.length + 1);
        const line = text.lastIndexOf('\n', at) + 1;
        const changed = [
          () => text.slice(0, at) + words[random(words.length)] + text.slice(at),
          () => text.slice(0, at) + text.slice(at + 1 + random(4)),
          () => text.slice(0, at) + ' {}=\n`x('[random(8)] + text.slice(at + 1),
          () => `${text.slice(0, line)}${lines[random(lines.length)]}\n${text.slice(line)}`,
          () => text.slice(0, line) + text.slice(Math.max(line, text.indexOf('\n', line) + 1)),
        ];
        // Most changes break something: half of them are taken back.
        for (const next of random(2) === 0 ? [changed, text] : [changed]) {
          text = typeof next === 'string' ? next : (next[random(next.length)]?.() ?? text);
          const fresh = silentCode(text);
          const again = silentCode(text, earlier);
          assert.deepEqual(again.spans, fresh.spans, text.slice(FILLER.length));
          if (again.verdict.said === earlier.verdict.said) same++;
          if (fresh.spans.length < fresh.verdict.candidates.length) wereKept++;
          earlier = again;
        }
      }
    }
    assert.ok(same > 500 && wereKept > 500, `${same} verdicts held, in ${wereKept} texts blocks were kept`);
  });

  it('stays in short files', () => assert.deepEqual(silentCode(QUIET).spans, []));
});
