import assert from 'node:assert/strict';
import type { JsonNode } from '../../../../src/frontends/json/node.ts';
import { parseJson } from '../../../../src/frontends/json/parse.ts';
import { allObjects, findProperty } from '../../../../src/frontends/json/tree.ts';

const noClock = () => 0;

/** The value that a tree stands for. */
function written(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(written);
  if (node.kind === 'object')
    return Object.fromEntries(node.properties.map(({ name, value }) => [name, written(value)]));
  return node.value;
}

function parsed(text: string): unknown {
  const { roots } = parseJson(text, noClock);
  return roots.length === 1 && roots[0] !== undefined ? written(roots[0]) : roots.map(written);
}

describe('the JSON parser', () => {
  it('reads what JSON.parse reads', () => {
    const values: readonly unknown[] = [
      { a: [1, -2.5e3, true, false, null, 'text'], b: { c: [] }, '': {} },
      ['\u2028 "quoted" \\ / \b\f\n\r\t', '\ud800', 'x\udc00y', '😀', '\u0000'],
      [[[]], {}, 0, 1e-300],
      'alone',
      7,
    ];
    for (const value of values) {
      for (const space of [0, 2, '\t']) assert.deepEqual(parsed(JSON.stringify(value, null, space)), value);
    }
  });

  it('takes the last of two properties with one name, and names that objects inherit', () => {
    assert.deepEqual(parsed('{"a": 1, "a": 2}'), { a: 2 });
    const [root] = parseJson('{"__proto__": {"x": 1}, "constructor": 2, "a": 1, "a": 2}', noClock).roots;
    assert.equal(findProperty(root, 'toString'), null);
    assert.equal(findProperty(root, '__proto__')?.value.kind, 'object');
    const last = findProperty(root, 'a')?.value;
    assert.equal(last?.kind === 'number' && last.value, 2);
  });

  it('takes comments, trailing commas, a byte order mark and CRLF', () => {
    const text = '\ufeff// first\r\n{"a": [1, /* two */ 2,],\r\n "b": "// no comment", // last\r\n}\r\n';
    assert.deepEqual(parsed(text), { a: [1, 2], b: '// no comment' });
  });

  it('takes the numbers that only Python writes', () => {
    assert.deepEqual(parsed('[NaN, Infinity, -Infinity, 1e999]'), [NaN, Infinity, -Infinity, Infinity]);
  });

  it('keeps what stands in a text that is cut or damaged', () => {
    assert.deepEqual(parsed('{"a": {"b": [1, 2'), { a: { b: [1, 2] } });
    assert.deepEqual(parsed('{"a": "open\n, "b": 2}'), { a: 'open', b: 2 });
    assert.deepEqual(parsed('{"a": [1, {"b": 2], "c": 3}'), { a: [1, { b: 2 }], c: 3 });
    assert.deepEqual(parsed('{"a" "b": 1, "c", 5, "d": 2}}'), { b: 1, d: 2 });
    assert.deepEqual(parsed('{"a": 1}\n{"b": 2}\n'), [{ a: 1 }, { b: 2 }]);
    assert.deepEqual(parsed(''), []);
    assert.deepEqual(parsed('/'), '/');
  });

  it('knows where everything stands', () => {
    const text = '{ "a" : [ 1, {"b": "c"} ] }';
    const { roots } = parseJson(text, noClock);
    const objects = [...allObjects(roots)].map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(objects, [text, '{"b": "c"}']);
    const property = findProperty(roots[0], 'a');
    assert.equal(text.slice(property?.start, property?.end), '"a" : [ 1, {"b": "c"} ]');
    assert.equal(text.slice(property?.key.start, property?.key.end), '"a"');
  });

  it('keeps no list of numbers that is longer than an option, and what stands behind one', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const [root] = parseJson(
      JSON.stringify({ w: numbers, deep: numbers.map((n) => [[n]]), mixed: [numbers, { a: 1 }] }),
      noClock,
    ).roots;
    const [w, deep, mixed] = ['w', 'deep', 'mixed'].map((name) => findProperty(root, name)?.value);
    for (const node of [w, deep]) assert.deepEqual(node?.kind === 'array' && [node.elided, node.items], [true, []]);
    assert.deepEqual(mixed?.kind === 'array' && mixed.items.map(({ kind }) => kind), ['object']);
  });

  it('reads 10 MB of weights in no more memory than a model takes', function () {
    this.timeout(20_000);
    const row = Array.from({ length: 50 }, (_, i) => Math.sin(i)).join(', ');
    const kernel = `[${Array.from({ length: 4 }, () => `[${row}]`).join(', ')}]`;
    const weights = Array.from({ length: 2500 }, () => kernel).join(', ');
    const text = `{"weights": [${weights}], "flat": [${weights.replaceAll(/[[\]]/g, '')}], "layers": [{"a": 1}]}`;
    assert.ok(text.length > 1e7);
    const { roots, limits } = parseJson(text, noClock);
    let nodes = 0;
    const open = [...roots];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      nodes++;
      open.push(
        ...(node.kind === 'array'
          ? node.items
          : node.kind === 'object'
            ? node.properties.map(({ value }) => value)
            : []),
      );
    }
    assert.deepEqual([limits, nodes], [[], 6]);
  });

  it('stops at a number of values, at a depth and at a time, and says so', () => {
    const many = parseJson(`[${'{},'.repeat(2_000_000)}{}]`, noClock);
    assert.match(many.limits.join(), /more than 1500000 values/);
    const deep = parseJson(`{"deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "after": 1}`, noClock);
    assert.deepEqual(deep.limits, ['What is nested more than 400 levels deep is not read.']);
    assert.equal(findProperty(deep.roots[0], 'after')?.value.kind, 'number');
    let time = 0;
    const slow = parseJson('[{}, {}]', () => (time += 20_000));
    assert.match(slow.limits.join(), /took longer than 10 s/);
  });
});
