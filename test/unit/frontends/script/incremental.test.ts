import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { KeptSyntaxes } from '../../../../src/frontends/script/kept-syntaxes.ts';
import { loadScriptParser, type ScriptParser } from '../../../../src/frontends/script/parser.ts';
import { type Parse, readSyntax, type ScriptSyntax } from '../../../../src/frontends/script/read-syntax.ts';
import type { SyntaxNode } from '../../../../src/frontends/script/syntax.ts';
import { changeBetween } from '../../../../src/frontends/script/text-change.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { randomFrom } from '../../../builders/random.ts';
import { loadWasm } from '../wasm.ts';

const never = () => false;
const FILES = [
  'samples/mlp.ts',
  'samples/q-network.js',
  'test/models/residual-blocks.ts',
  'test/models/lenet-class.ts',
];
/** What people type, delete and paste around. */
const PIECES = [
  '',
  'x',
  ' ',
  '\n',
  '(',
  ')',
  '{',
  '}',
  "'",
  '`',
  '${',
  ';',
  ',',
  '.',
  '= ',
  '/*',
  '*/',
  '//',
  '😀',
  '<div>',
];
const WORDS = [
  'step3(1);\n',
  'table5',
  'layers',
  'const a = 1;\n',
  'function f() {',
  'tf.layers.dense({ units: 3 })',
  'units: 7, ',
  'return ',
  'class A {}',
  '=> ',
];

/** An edit may give a function a say, or take it away. */
const MOSTLY_SILENT = [
  "import * as tf from '@tensorflow/tfjs';\nconst LABELS = [\n  'cat',\n  'dog',\n];\n",
  ...Array.from(
    { length: 12 },
    (_, i) => `export function step${i}(rows) {
  let sum = 0;
  for (const row of rows) sum += row.value * ${i};
  return step${i + 1}(sum) / rows.length;
}

const table${i} = {
  a: ${i},
  b: [1, 2, 3],
};
`,
  ),
  'export const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] });\n',
].join('\n');

let parser: ScriptParser;

/** The tree as text, one node a line, with all that is known of it. */
function outline(root: SyntaxNode): string {
  const lines: string[] = [];
  const open: [SyntaxNode, number][] = [[root, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [{ type, named, field, start, end, children }, depth] = next;
    lines.push(`${' '.repeat(depth)}${field ?? ''}:${named ? type : `"${type}"`} ${start}-${end}`);
    for (const child of [...children].reverse()) open.push([child, depth + 1]);
  }
  return lines.join('\n');
}

function script(text: string) {
  return { uri: 'memory:/m.ts', text, language: 'typescript' } as const;
}

function parse(text: string, basis: Parse | null): ScriptSyntax {
  const syntax = readSyntax(parser, script(text), basis, never);
  assert.ok(syntax);
  return syntax;
}

describe('the difference of two texts', () => {
  it('is what they do not have in common, whole characters at a time', () => {
    assert.deepEqual(changeBetween('abc', 'abc'), null);
    assert.deepEqual(changeBetween('abc', 'aXbc'), { start: 1, oldEnd: 1, newEnd: 2 });
    assert.deepEqual(changeBetween('aaa', 'aa'), { start: 2, oldEnd: 3, newEnd: 2 });
    assert.deepEqual(changeBetween('', 'ab'), { start: 0, oldEnd: 0, newEnd: 2 });
    // U+1F600 and U+1F601 share their first half, U+1F600 and U+1FA00 their second.
    assert.deepEqual(changeBetween('a\u{1f600}b', 'a\u{1f601}b'), { start: 1, oldEnd: 3, newEnd: 3 });
    assert.deepEqual(changeBetween('\u{1f600}', '\u{1fa00}'), { start: 0, oldEnd: 2, newEnd: 2 });
  });

  it('makes the one text of the other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const change = changeBetween(before, after);
        if (change === null) return before === after;
        const { start, oldEnd, newEnd } = change;
        return applyEdits(before, [{ start, end: oldEnd, text: after.slice(start, newEnd) }]) === after;
      }),
    );
  });

  it('is as short in a long text', () => {
    const long = fc.nat({ max: 2000 }).map((length) => 'ab'.repeat(length));
    fc.assert(
      fc.property(
        long,
        long,
        fc.constantFrom('', 'c', 'cdc'),
        fc.constantFrom('e', 'efe'),
        (head, tail, old, typed) => {
          const change = { start: head.length, oldEnd: head.length + old.length, newEnd: head.length + typed.length };
          assert.deepEqual(changeBetween(head + old + tail, head + typed + tail), change);
        },
      ),
    );
  });
});

describe('parsing after an edit', () => {
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  const texts: [string, string][] = [
    ...FILES.map((path): [string, string] => [path, readFileSync(join(__dirname, '../../../..', path), 'utf8')]),
    ['a file of which most has no say in its model', MOSTLY_SILENT],
  ];
  for (const [name, original] of texts) {
    it(`${name}: gives what parsing the whole text gives, after any edits`, () => {
      const edit = fc.record({
        at: fc.nat({ max: original.length }),
        removed: fc.oneof(fc.constant(0), fc.nat({ max: 6 }), fc.nat({ max: 300 })),
        inserted: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...WORDS)),
      });
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
          let text = original;
          let { basis } = parse(text, null);
          for (const { at, removed, inserted } of edits) {
            text = text.slice(0, at) + inserted + text.slice(at + removed);
            const next = parse(text, basis);
            if (next.basis !== basis) basis?.tree.delete();
            basis = next.basis;
            const fresh = parse(text, null);
            fresh.basis?.tree.delete();
            assert.equal(outline(next.root), outline(fresh.root));
          }
          basis?.tree.delete();
        }),
        { numRuns: 40, seed: 20 },
      );
    });
  }

  it('takes few steps at each key, and gives what parsing anew gives', () => {
    const original = readFileSync(join(__dirname, '../../../..', 'test/models/lenet-class.ts'), 'utf8');
    const at = original.indexOf("activation: 'relu'") + "activation: 'relu'".length;
    const typed = ", kernelInitializer: tf.initializers.heNormal({ seed: 3 }), name: 'a";
    let { basis } = parse(original, null);
    for (let end = 0; end <= typed.length; end++) {
      const text = original.slice(0, at) + typed.slice(0, end) + original.slice(at);
      let asked = 0;
      const next = readSyntax(parser, script(text), basis, () => ++asked > 100);
      assert.ok(next?.basis, typed.slice(0, end));
      assert.ok(asked < 50, `${asked} behind ${typed.slice(0, end)}`);
      if (next.basis !== basis) basis?.tree.delete();
      basis = next.basis;
      const fresh = parse(text, null);
      fresh.basis?.tree.delete();
      assert.equal(outline(next.root), outline(fresh.root));
    }
    basis?.tree.delete();
  });

  it('knows parents and the document of what is taken over', () => {
    const before = parse('const a = [1, 2];\nconst b = { c: [3] };\n', null);
    const after = parse('const aa = [1, 2];\nconst b = { c: [3] };\n', before.basis);
    const check = (node: SyntaxNode) => {
      assert.equal(node.document, after.document);
      for (const child of node.children) {
        assert.equal(child.parent, node);
        check(child);
      }
    };
    check(after.root);
    for (const { basis } of [before, after]) basis?.tree.delete();
  });
});

describe('memory of the parser', () => {
  /** The runtime's memory, caught when it grows: nothing else shows it. */
  let memory: WebAssembly.Memory | null = null;
  const { grow } = WebAssembly.Memory.prototype;

  before(async () => {
    WebAssembly.Memory.prototype.grow = function (pages: number) {
      memory = this;
      return grow.call(this, pages);
    };
    parser = await loadScriptParser(loadWasm);
    // Trees that are kept on purpose do make it grow.
    const trees = [];
    for (let i = 0; memory === null && i < 2000; i++) trees.push(parse(`a(${'b,'.repeat(10_000)})`, null).basis?.tree);
    for (const tree of trees) tree?.delete();
  });
  after(() => {
    WebAssembly.Memory.prototype.grow = grow;
    parser.dispose();
  });

  it('does not grow over 10,000 edits, half-typed states among them, and is given back when a document closes', function () {
    const original = readFileSync(join(__dirname, '../../../..', 'samples/mlp.ts'), 'utf8').slice(0, 250);
    const kept = new KeptSyntaxes(parser);
    const random = randomFrom(3);
    const pieces = [...PIECES, ...WORDS];
    const size = () => memory?.buffer.byteLength ?? Number.NaN;
    const before = size();
    assert.ok(before > 0, 'the memory was seen');
    let text = original;
    for (let edit = 0; edit < 10_000; edit++) {
      const at = random(text.length);
      // Back to the start now and then: random edits make an ever stranger text.
      text =
        edit % 20 === 0
          ? original
          : text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(4));
      assert.ok(kept.read(script(text), never));
      if (edit % 1000 === 0) kept.forget('memory:/m.ts');
    }
    kept.dispose();
    if (this.test !== undefined) this.test.title += ` (${before} bytes before, ${size()} after)`;
    assert.equal(size(), before);
  }).timeout(120_000);
});
