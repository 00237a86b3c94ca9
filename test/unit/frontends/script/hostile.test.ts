import assert from 'node:assert/strict';
import { mayHoldModel } from '../../../../src/frontends/may-hold-model.ts';
import { loadScriptParser } from '../../../../src/frontends/script/parser.ts';
import { readScript } from '../../../../src/frontends/script/read-script.ts';
import { missingText } from '../../../../src/frontends/script/repair.ts';
import { silentCode } from '../../../../src/frontends/script/silent-code.ts';
import { IMPORT, OPTIONS, prepare, read } from '../reading.ts';
import { loadWasm } from '../wasm.ts';

const MODEL = 'const m = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] });\n';

/** Pseudo-random text of a length (linear congruential generator of Numerical Recipes), so that a failure can be repeated. */
function noise(length: number, alphabet: string): string {
  let state = 1;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[state % alphabet.length];
  }
  return text;
}

/** @alone The clock is the real one where none is given, and some texts take a good part of the time that reading has. */
describe('hostile scripts', () => {
  before(prepare);

  it('an empty file holds nothing', () => assert.deepEqual(read('').graphs, []));

  it('a file without the framework is not even parsed', () => {
    const text = "import { sequential } from './mine';\nsequential({ layers: [dense(1)] });";
    assert.equal(mayHoldModel(text, 'typescript'), false);
    assert.deepEqual(read(text).graphs, []);
  });

  it('a parameter or import that is called layers is not the framework', () => {
    const text = `${IMPORT}import { layers, sequential } from './ui';\nexport const f = (model) => model.add(layers.dense({ units: 3 }));\nsequential();`;
    assert.deepEqual(read(text).graphs, []);
  });

  it('a bundle of 10 MB without a model is not even parsed', () => {
    const piece = 'function render(t,e){return t.layers.map((n)=>n.dense.concat(e)).filter(Boolean)};\n';
    const bundle = piece.repeat(Math.ceil(10_000_000 / piece.length));
    assert.equal(mayHoldModel(bundle, 'javascript'), false);
  });

  it('a minified bundle of 10 MB that holds the framework is not parsed, and says so', () => {
    const piece = 'var a=function(t){return tf.layers.dense({units:t})};';
    const bundle = piece.repeat(Math.ceil(10_000_000 / piece.length));
    assert.deepEqual(read(bundle, 'javascript').limits, ['The file is minified: it is not read.']);
  });

  it('10 MB of lines end at the time that is there, and say so', async () => {
    const parser = await loadScriptParser(loadWasm);
    const text = IMPORT + MODEL + 'export function step(n) {\n  return n.layers + 1;\n}\n'.repeat(220_000);
    let time = 0;
    // The parser asks now and then whether to stop: a clock that goes on by 10 ms each time.
    const reading = readScript(parser, text, 'typescript', OPTIONS, () => (time += 10));
    parser.dispose();
    assert.equal(reading.limits.length, 1);
  });

  it('30,000 functions that call one another in turn are left out, or kept, in one walk', async () => {
    const parser = await loadScriptParser(loadWasm);
    const chain = Array.from(
      { length: 30_000 },
      (_, i) => `function step${i}(n) {\n  return step${i + 1}(n) + 1;\n}\n`,
    ).join('');
    const text = IMPORT + MODEL + chain;
    assert.equal(silentCode(text).spans.length, 30_000);
    assert.deepEqual(silentCode(`${text}step0(1);\n`).spans, []);
    const typed = `${text}step(`;
    const { spans } = silentCode(typed);
    assert.equal(missingText(typed, () => false, spans).length, 1);
    const { graphs, limits } = readScript(parser, text, 'typescript', OPTIONS, () => 0);
    parser.dispose();
    assert.deepEqual([graphs.length, limits], [1, []]);
  });

  it('a function that takes too many steps hides no other, and is named', () => {
    const code = `${IMPORT}export function search() {
  for (const a of read()) for (const b of read()) for (const c of read()) for (const d of read()) for (const e of read())
    for (const f of read()) for (const g of read()) for (const h of read()) for (const i of read()) {
      const m = tf.sequential(); m.add(tf.layers.dense({ units: a + b + c + d + e + f + g + h + i }));
    }
}
export function build() { ${MODEL} return m; }`;
    const reading = read(code);
    assert.ok(reading.graphs.some(({ name, layers }) => name === 'build' && layers.length === 2));
    assert.match(reading.limits.join(), /`search` takes too many steps/);
  });

  const ENDLESS =
    'const work = (n) => { let x = 0; for (let i = 0; i < 200; i++) { x = (x * 31 + i) % 97; if (x > 50) x -= 3; } return x; };\n' +
    'for (let j = 0; j < 1000; j++) { work(j); work(j + 1); if (j % 100 === 0) m.add(tf.layers.dense({ units: 4 })); }\n';

  it('what was made before the steps are used up is kept, and says so', () => {
    const reading = read(`${IMPORT}${MODEL}${ENDLESS}m.add(tf.layers.dense({ units: 9 }));`);
    const sentence = 'The file takes too many steps to read: what comes after that point is left out.';
    assert.deepEqual(reading.limits, [sentence]);
    const [graph] = reading.graphs;
    assert.ok((graph?.layers.length ?? 0) >= 3);
    assert.deepEqual([graph?.complete, graph?.incompleteBecause], [false, [sentence]]);
  });

  it('what was made before the time is up is kept, and says so', async () => {
    const parser = await loadScriptParser(loadWasm);
    const many = 'for (let i = 0; i < 30; i++) for (let j = 0; j < 50; j++) m.add(tf.layers.dense({ units: 4 }));\n';
    let time = 0;
    const reading = readScript(parser, IMPORT + MODEL + many + ENDLESS, 'typescript', OPTIONS, () => (time += 20));
    parser.dispose();
    const sentence = 'The file takes too long to read: what comes after that point is left out.';
    assert.deepEqual(reading.limits, [sentence]);
    const [graph] = reading.graphs;
    assert.ok((graph?.layers.length ?? 0) > 1500);
    assert.deepEqual(graph?.incompleteBecause, [sentence]);
  });

  it('the same file costs the same steps, whatever the clock says', async () => {
    const parser = await loadScriptParser(loadWasm);
    const text = `${IMPORT}const m = tf.sequential();\nwhile (true) for (;;) m.add(tf.layers.dense({ units: 1 }));`;
    const [slow, fast] = [0, 1e-9].map((tick) => {
      let time = 0;
      return readScript(parser, text, 'typescript', OPTIONS, () => (time += tick));
    });
    parser.dispose();
    assert.deepEqual(slow?.limits, fast?.limits);
    assert.deepEqual(slow?.graphs, fast?.graphs);
    assert.ok((slow?.graphs[0]?.layers.length ?? 0) > 100);
  });

  it('5 MB of noise end with a sentence or nothing, and no model', () => {
    const text = `${IMPORT}${noise(5_000_000, 'ab(){}[]\'"`;,.=>/*+$ \n0')}`;
    const reading = read(text);
    assert.deepEqual(reading.graphs, []);
  });

  it('a parse that takes too long is stopped', async () => {
    const parser = await loadScriptParser(loadWasm);
    let time = 0;
    const reading = readScript(parser, IMPORT + MODEL.repeat(2000), 'typescript', OPTIONS, () => (time += 500));
    parser.dispose();
    assert.equal(reading.limits.length, 1);
  });

  for (const [name, code] of Object.entries({
    'while(true)': 'while (true) { step(); }',
    'for(;;)': 'for (;;) { let a = 1; }',
    'a billion turns': 'let s = 0; for (let i = 0; i < 1e9; i++) { for (let j = 0; j < 1e9; j++) s += i * j; }',
    recursion: 'function f(n) { return f(n + 1) + f(n + 2); } f(0);',
    'mutual recursion': 'const a = () => b(); const b = () => a(); a();',
    'a growing list': 'const l = [1]; for (const x of l) l.push(x);',
    'an object that holds itself': 'const o = {}; o.o = o; tf.layers.dense(o);',
    'a class that extends itself': 'class A extends A { constructor() { super(); } } new A();',
    'a list that doubles':
      'let l = [1]; for (let i = 0; i < 100; i++) { l = [...l, ...l]; l = l.concat(l); l = l.flatMap(() => l); }',
    'a text that doubles': `let s = "ab"; for (let i = 0; i < 100; i++) { s += s; s = \`\${s}\${s}\`; s = [s, s].join(s); }`,
    'names that all objects have':
      'Math.constructor(1); tf.layers.dense({ units: toString }); tf.layers.constructor({}); tf.layers.dense({ units: 3, activation: "valueOf", kernelInitializer: "__proto__" });',
    'a getter chain': 'a?.b?.[c]?.(d)?.e;',
  })) {
    it(`${name} does not keep the model behind it from being read`, () => {
      const reading = read(`${IMPORT}${code}\n${MODEL}`);
      assert.ok(reading.graphs.some((graph) => graph.kind === 'sequential' && graph.layers.length === 2));
    });
  }

  it('a model whose layers are nested too deeply says that they are left out', () => {
    const deep = `${'if (a) {'.repeat(10_000)} m.add(tf.layers.dense({ units: 5 })); ${'}'.repeat(10_000)}`;
    const { graphs, limits } = read(
      `${IMPORT}const m = tf.sequential();\nm.add(tf.layers.dense({ units: 1 }));\n${deep}`,
    );
    assert.match(limits.join(' '), /line 4 is nested too deeply to be read/);
    assert.equal(graphs[0]?.complete, false);
  });

  it('a model that a loop goes on adding to says that it is not all', () => {
    const [graph] = read(
      `${IMPORT}const m = tf.sequential();\nwhile (true) m.add(tf.layers.dense({ units: 1 }));`,
    ).graphs;
    assert.match(graph?.incompleteBecause.join(' ') ?? '', /loop on line 3 is read up to 1024 turns/);
  });

  it('an endless loop of layers ends with a sentence', () => {
    const reading = read(`${IMPORT}const m = tf.sequential();\nwhile (true) m.add(tf.layers.dense({ units: 1 }));`);
    assert.equal(reading.limits.length, 1);
    assert.ok((reading.graphs[0]?.layers.length ?? 0) > 100, 'what was read is kept');
  });

  for (const [name, nested] of Object.entries({
    parentheses: `${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
    lists: `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    objects: `${'({a:'.repeat(10_000)}1${'})'.repeat(10_000)}`,
    calls: `${'f('.repeat(10_000)}${')'.repeat(10_000)}`,
    functions: `${'(() => '.repeat(10_000)}1${')'.repeat(10_000)}`,
    sums: Array.from({ length: 10_000 }, (_, i) => i).join(' + '),
    'open brackets': '[{('.repeat(3_000),
  })) {
    it(`10,000 nested ${name} neither overflow nor hide the model before them`, () => {
      const reading = read(`${IMPORT}${MODEL}const deep = ${nested};\n`);
      assert.equal(reading.graphs[0]?.layers.length, 2);
    });
  }
});
