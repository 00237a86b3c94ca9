import assert from 'node:assert/strict';
import { OPTIONS, prepare, read } from '../reading.ts';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

/** Units of the dense layers of every model. */
function units(code: string, assume: Record<string, number> = {}): (number | false)[][] {
  const { graphs } = read(TF + code, 'tsx', { ...OPTIONS, assume });
  return graphs.map(({ layers }) =>
    layers.flatMap(({ operation }) => (operation.kind === 'dense' ? [operation.units] : [])),
  );
}

const add = (n: number | string) => `m.add(tf.layers.dense({ units: ${n} }));`;
const build = (body: string, parameters = '') =>
  `export function f(${parameters}) { const m = tf.sequential(); ${body} return m; }`;

describe('tests that cannot be told', () => {
  before(prepare);

  it('are answered alike inside of their branch, negated too', () => {
    assert.deepEqual(units(build(`if (deep) { ${add('deep ? 1 : 2')} if (!deep) { ${add(9)} } } ${add(5)}`, 'deep')), [
      [1, 5],
    ]);
    assert.deepEqual(units(build(`if (!deep) { ${add('deep ? 1 : 2')} } else { ${add('deep ? 3 : 4')} }`, 'deep')), [
      [2],
      [3],
    ]);
  });

  it('tell the value that something is compared with', () => {
    const code = build(`if (size === 'big') { ${add('{ big: 100, small: 10 }[size]')} } else { ${add(7)} }`, 'size');
    assert.deepEqual(units(code), [[100], [7]]);
    const pick = build(`switch (size) { case 16: ${add('size')} break; case 32: ${add('size * 2')} break; }`, 'size');
    assert.deepEqual(units(pick), [[16], [64]]);
  });

  it('an optional parameter is taken as left out, another as given', () => {
    const ternary = add('n === undefined ? 3 : 4');
    assert.deepEqual(units(build(ternary, 'n?: number')), [[3]]);
    assert.deepEqual(units(build(ternary, 'n: number')), [[4]]);
  });

  it('ways that leave from one model are never run into one another', () => {
    const code = build(`switch (kind) { case 'a': ${add(1)} return m; case 'b': ${add(2)} return m; }`, 'kind');
    assert.deepEqual(units(code), [[1], [2]]);
  });

  it('what a default object lacks may be given', () => {
    const code = build(`if (options.wide) { ${add(1)} } else { ${add('options.units')} }`, 'options = { units: 6 }');
    assert.deepEqual(units(code), [[1], [6]]);
  });

  it('a test that decides only whether the model is made leaves nothing open in it', () => {
    const code = `export function f(a) { if (a.ready) { const m = tf.sequential(); ${add(3)} return m; } }`;
    assert.deepEqual(
      read(TF + code).graphs.map(({ complete }) => complete),
      [true],
    );
  });

  it('arms that the one call in the file leaves out are read too, and nothing twice', () => {
    const body = (kind: string) => `switch (kind) { case 'a': ${add(1)} break; case 'b': ${add(2)} break; } ${kind}`;
    assert.deepEqual(units(`${build(body(add(5)), 'kind')}\nf('a');`), [
      [1, 5],
      [2, 5],
    ]);
    const onto = `const m = tf.sequential(); function more(kind) { ${body('')} }\nmore('a');`;
    assert.deepEqual(units(onto)[0], [1]);
  });

  it('what a handler builds instead is read as well', () => {
    const code = `async function f() { let m; try { m = await tf.loadLayersModel('x'); } catch { m = tf.sequential(); ${add(4)} } return m; } f();`;
    assert.deepEqual(units(code), [[4]]);
  });
});

describe('state that other functions change', () => {
  before(prepare);

  it('is open where a method tests it, and known where it sets it before', () => {
    const body = (before: string) =>
      `class A { kind = 'a'; b() { this.kind = 'b'; } build() { ${before} const m = tf.sequential(); if (this.kind === 'a') { ${add(1)} } else { ${add(2)} } return m; } }`;
    assert.deepEqual(units(body('')), [[1], [2]]);
    assert.deepEqual(units(body("this.kind = 'c';")), [[2]]);
  });

  it('of a component is good for sizes and open for tests', () => {
    const code = `import { useState } from 'react';\nexport function Page() { const [n, setN] = useState(8); const [kind] = useState('a'); const go = () => { const m = tf.sequential(); if (kind === 'b') { ${add(3)} } ${add('n')} return m; }; return <b onClick={go} />; }`;
    assert.deepEqual(units(code), [[3, 8]]);
    assert.deepEqual(units(code, { n: 5 }), [[3, 5]]);
  });
});

describe('loops of unknown length', () => {
  before(prepare);

  it('know their first and last turn', () => {
    const body =
      'for (let i = 0; i < sizes.length; i++) m.add(tf.layers.dense({ units: i === sizes.length - 1 ? 2 : 7 + i }));';
    assert.deepEqual(units(build(body, 'sizes')), [[7, 8, 2]]);
    assert.deepEqual(units(build(body, 'sizes'), { 'sizes.length': 2 }), [[7, 2]]);
  });

  it('turn once less for `n - 1`', () => {
    assert.deepEqual(units(build(`for (let i = 0; i < depth - 1; i++) ${add(4)}`, 'depth')), [[4, 4]]);
  });

  it('make as many places as `Array(n)` says, under that name', () => {
    const code =
      'export const f = (n) => tf.sequential({ layers: Array(n).fill(0).map((_, i) => tf.layers.dense({ units: i + 1 })) });';
    assert.deepEqual(units(code), [[1, 2, 3]]);
    assert.deepEqual(units(code, { n: 2 }), [[1, 2]]);
  });
});
