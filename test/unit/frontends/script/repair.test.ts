import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { mend } from '../../../../src/frontends/script/mended-text.ts';
import { missingText } from '../../../../src/frontends/script/repair.ts';

const ROOT = join(__dirname, '../../../..');

function mended(text: string): string {
  return mend(
    text,
    missingText(text, () => false),
  ).text;
}

describe('what a half-typed script lacks', () => {
  it('is nothing in scripts that are whole', () => {
    const files = globSync(['src/**/*.ts', 'webview/**/*.ts', 'scripts/**/*.mjs', 'samples/*.{ts,js}'], { cwd: ROOT });
    assert.ok(files.length > 500);
    const wrong = files.filter((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return mended(text) !== text;
    });
    assert.deepEqual(wrong, []);
  });

  for (const whole of [
    'function f(): number[] {\n  const a = 1;\n  return [a];\n}\n',
    "switch (a) {\n  case 'b': {\n    const c = 1;\n    f(c);\n  }\n  default: {\n    let d = 2;\n  }\n}\n",
    'return {\n  isLayer: (name) =>\n    dialect.isLayer(name),\n  gain:\n    mean === null ? null : mean,\n};\n',
    'if (\n  input === null ||\n  batch.some((amount) => amount)\n) {\n  f();\n}\n',
    'if (a &&\n    b) {\n  throw error;\n}\nconst c = 1;\n',
    'const a = { x,\n  switch: 1,\n  try?: 2,\n};\n',
    'for (\n  let token = next();\n  token !== null;\n  token = next()\n) {\n}\n',
    'constructor({\n  units = 64,\n  rate,\n}) {\n}\n',
    ['const s = `"$', '{name.replace(/"/g, \'`\')}"`;\nconst t = `$', '{`$', "{{ a: '}' }}`}`;\n"].join(''),
    'export {\n  range,\n  satisfies,\n  as,\n};\n',
  ]) {
    it(`is nothing in ${JSON.stringify(whole)}`, () => assert.equal(mended(whole), whole));
  }

  const HALF_TYPED: readonly [string, string][] = [
    ['f({ units: 64, activation: })', 'f({ units: 64, activation: undefined })'],
    ["f({ units: 64, activation: 're })", "f({ units: 64, activation: 're' })"],
    [
      'f({\n  units: 64,\n  activation:\n  useBias: false,\n});\n',
      'f({\n  units: 64,\n  activation: undefined,\n  useBias: false,\n});\n',
    ],
    ['const m = [\n  f({ units: 3, a:\n  g(),\n];\n', 'const m = [\n  f({ units: 3, a: undefined}),\n  g(),\n];\n'],
    ['m.add(f({ units:\nm.add(g());\n', 'm.add(f({ units: undefined}))\nm.add(g());\n'],
    ['function f(): T[] {\n  g({ a: \n}\n', 'function f(): T[] {\n  g({ a: undefined}) \n}\n'],
    ['switch (a) {\n  case 1: {\n    f(\n  }\n}\n', 'switch (a) {\n  case 1: {\n    f()\n  }\n}\n'],
  ];
  for (const [typed, whole] of HALF_TYPED) {
    it(`is put into ${JSON.stringify(typed)}`, () => assert.equal(mended(typed), whole));
  }

  it('is not looked for in what is not parsed, which stays as it is', () => {
    const [before, first, between, second, after] = [
      'f({ a:\n',
      'function open() {\n  g({ b:\n}',
      '\nh(() => {',
      '\n  `',
      "});\nf('c",
    ];
    const text = before + first + between + second + after;
    const left = [first, second].map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
    const whole = mend(
      text,
      missingText(text, () => false, left),
    );
    assert.equal(whole.text, `f({ a: undefined})\n${first}${between}${second}});\nf('c')`);
    const spans = whole.spans(left);
    assert.deepEqual(
      spans.map(({ start, end }) => whole.text.slice(start, end)),
      [first, second],
    );
  });
});
