import assert from 'node:assert/strict';
import { OPTIONS, prepare, read } from '../reading.ts';

const TF = "import * as tf from '@tensorflow/tfjs';\n";
const D = 'const d = (units, options = {}) => tf.layers.dense({ units, inputShape: [2], ...options });\n';

/** Units of the dense layers of the first model. */
function units(code: string): (number | false)[] {
  const graph = read(TF + code, 'tsx', OPTIONS).graphs.find(({ kind }) => kind !== 'loose');
  return (graph?.layers ?? []).flatMap(({ operation }) => (operation.kind === 'dense' ? [operation.units] : []));
}

type Case = readonly [list: string, expected: readonly number[], before?: string];

/** Cases whose expression gives the layers of a sequential model; `d(n)` is a dense layer of n units. */
function holds(title: string, cases: Readonly<Record<string, Case>>): void {
  describe(title, () => {
    before(prepare);
    for (const [name, [list, expected, setup = '']] of Object.entries(cases)) {
      it(name, () => {
        assert.deepEqual(units(`${D}${setup}\nconst m = tf.sequential({ layers: ${list} });`), expected);
      });
    }
  });
}

holds('lists', {
  'flatMap, reverse, at': [
    '[1, 2].flatMap((n) => [d(n), d(n * 10)]).reverse().slice(0, 3).concat([d([7, 8].at(-1))])',
    [20, 2, 10, 8],
  ],
  reduceRight: ['[1, 2, 3].reduceRight((all, n) => [...all, d(n)], [])', [3, 2, 1]],
  'find, findIndex, indexOf': [
    '[d([4, 5, 6].find((n) => n > 4)), d([4, 5].findIndex((n) => n === 5)), d([9, 8].indexOf(8) + 2)]',
    [5, 1, 3],
  ],
  'some and every': ['[d([1, 2].some((n) => n > 1) ? 3 : 4), d([1, 2].every((n) => n > 1) ? 3 : 4)]', [3, 4]],
  'sort by a comparison, and of numbers': ['[...[3, 1, 2].sort((a, b) => b - a).map((n) => d(n))]', [3, 2, 1]],
  'unshift, splice and shift': [
    'sizes.map((n) => d(n))',
    [9, 3],
    'const sizes = [1, 2, 3]; sizes.splice(0, 2); sizes.unshift(8, 9); sizes.shift();',
  ],
  'fill, keys and Array(n)': ['[...Array(2).keys()].map((i) => d(i + 1)).concat(new Array(1).fill(d(5)))', [1, 2, 5]],
  'Array.of and Array.from a set': ['Array.of(d(1)).concat(Array.from(new Set([4, 4, 6]), (n) => d(n)))', [1, 4, 6]],
  'join and split': ['"16,8".split(",").map(Number).map((n) => d(n))', [16, 8]],
  'includes and with': ['[d([1, 2].includes(2) ? 3 : 4), ...[1, 2].with(0, 7).map((n) => d(n))]', [3, 7, 2]],
});

holds('objects', {
  'Object.entries, keys and values': [
    '[...Object.entries(S).map(([k, n]) => d(n + k.length)), ...Object.values(S).map((n) => d(n)), d(Object.keys(S).length)]',
    [2, 5, 1, 3, 2],
    'const S = { a: 1, bb: 3 };',
  ],
  'Object.fromEntries and assign': [
    '[d(O.a), d(O.b)]',
    [5, 2],
    'const O = Object.assign({}, Object.fromEntries([["a", 1], ["b", 2]]), { a: 5 });',
  ],
  'structuredClone leaves the first one alone': [
    '[d(a.n), d(b.n)]',
    [1, 2],
    'const a = { n: 1 }; const b = structuredClone(a); b.n = 2;',
  ],
  'getters of objects and computed keys': [
    '[d(o.twice), d(o["k1"])]',
    [6, 4],
    'const o = { n: 3, get twice() { return this.n * 2; }, ["k" + 1]: 4 };',
  ],
  delete: ['[d(o.n ?? 8)]', [8], 'const o = { n: 3 }; delete o.n;'],
  'a map of sizes': [
    '[...m.values()].map((n) => d(n)).concat(d(m.get("b")), d(m.size))',
    [1, 2, 2, 2],
    'const m = new Map([["a", 1]]); m.set("b", 2);',
  ],
  'Object.freeze, in and instanceof': [
    '[d("a" in F ? F.a : 9), d([] instanceof Array ? 1 : 2)]',
    [4, 1],
    'const F = Object.freeze({ a: 4 });',
  ],
});

holds('expressions', {
  'optional chaining': [
    '[d(o?.a?.b ?? 3), d(o.c?.d ?? 4), d(o.e?.() ?? 5), d(o.f?.[0] ?? 6)]',
    [1, 4, 5, 6],
    'const o = { a: { b: 1 } };',
  ],
  'logical assignment': ['[d(a), d(b), d(c)]', [7, 2, 9], 'let a; a ??= 7; let b = 2; b ||= 8; let c = 1; c &&= 9;'],
  'string methods': [
    '[d("abc".toUpperCase() === "ABC" ? "ab".repeat(2).length : 0), d("x_8".split("_").length), d("layer-12".slice(6).length)]',
    [4, 2, 2],
  ],
  conversions: [
    '[d(parseInt("12px")), d(+"3"), d(Number.isInteger(4) ? 4 : 5), d(Math.round(2.6)), d(Math.trunc(7 / 2))]',
    [12, 3, 4, 3, 3],
  ],
  'a comma and an immediately called function': ['[d((1, 2)), ((n) => d(n))(4)]', [2, 4]],
  'null and undefined compared loosely': ['[d(null == undefined ? 1 : 2), d(undefined > 0 ? 1 : 2)]', [1, 2]],
  'a namespace': ['[d(N.size)]', [6], 'namespace N { const half = 3; export const size = half * 2; }'],
  'an enum that counts on': ['[d(E.C)]', [6], 'enum E { A = 2, B, C = A * B }'],
  arguments: ['[f(3, 4)]', [7], 'function f() { return d(arguments[0] + arguments[1]); }'],
});

holds('functions and classes', {
  'try, catch and finally': [
    '[f()]',
    [5],
    'function f() { let n = 1; try { n = 4; throw new Error(); } catch { n++; } finally { log(n); } return d(n); }',
  ],
  'async functions, await and Promise.all': [
    'await Promise.all([f(1), f(2)])',
    [1, 2],
    'async function f(n) { return d(await Promise.resolve(n)); }',
  ],
  'a promise and what follows it': [
    '[d(n)]',
    [4],
    'let n = 1; Promise.resolve([4]).then(([first]) => { n = first; });',
  ],
  'a labelled continue': [
    'l',
    [1],
    'const l = []; a: for (const i of [1, 2]) { for (const j of [1]) { if (i > 1) continue a; l.push(d(i)); } }',
  ],
  'private fields, static fields and blocks': [
    'new A().make()',
    [3, 8],
    'class A { static #n = 3; static m; static { this.m = 8; } #list() { return [d(A.#n), d(A.m)]; } make() { return this.#list(); } }',
  ],
  'getters and setters of classes': [
    '[d(a.n)]',
    [10],
    'class A { #n = 1; get n() { return this.#n * 2; } set n(v) { this.#n = v; } } const a = new A(); a.n = 5;',
  ],
  'inherited statics and a class in a field': [
    '[B.make(2)]',
    [2],
    'class A { static make(n) { return d(n); } } class B extends A {}',
  ],
  'a function that is called with new': [
    'new F(4).layers',
    [4, 8],
    'function F(n) { this.n = n; this.layers = this.list(); } F.prototype.list = function () { return [d(this.n), d(this.n * 2)]; };',
  ],
  'call, apply and bind': [
    '[f.call(o, 1), f.apply(o, [2]), f.bind(o)(3)]',
    [11, 12, 13],
    'const o = { n: 10 }; function f(k) { return d(this.n + k); }',
  ],
  'a variable number of parameters': [
    'f(1, ...[2, 3])',
    [2, 3],
    'const f = (first, ...rest) => rest.map((n) => d(n));',
  ],
});
