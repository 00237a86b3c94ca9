import assert from 'node:assert/strict';
import { blocksIn } from '../../../../src/frontends/markup/blocks.ts';
import { mayHoldModel } from '../../../../src/frontends/may-hold-model.ts';
import { unitsOf } from '../../../../src/frontends/units.ts';
import type { MarkupLanguage } from '../../../../src/language.ts';

const MODEL = 'tf.sequential()';
const JSON_MODEL = '{"class_name": "Sequential", "config": {}}';

/** The scripts as they run, each with its language and whether its names are its own, and the JSON. */
function read(text: string, language: MarkupLanguage = 'html'): string[] {
  const { scripts, json } = blocksIn(text, language);
  const inWords = scripts.map(
    (part) => `${part.language}${part.hasOwnNames ? ' by itself' : ''}: ${text.slice(part.start, part.end)}`,
  );
  return [...inWords, ...json.map(({ start, end }) => `json: ${text.slice(start, end)}`)];
}

describe('the blocks of a page', () => {
  it('are told by their type', () => {
    const languageOf = (attributes: string) => read(`<script ${attributes}>${MODEL}</script>`)[0]?.split(':')[0];
    const expected: readonly (readonly [string, string | undefined])[] = [
      ['', 'javascript'],
      ['type', 'javascript'],
      ['type=""', 'javascript'],
      ['type="text/javascript"', 'javascript'],
      ['type="Text/JavaScript; charset=utf-8"', 'javascript'],
      ['type="application/ecmascript"', 'javascript'],
      ['type="module"', 'javascript by itself'],
      ['type="module" lang="ts"', 'typescript by itself'],
      ['type="text/typescript"', 'typescript'],
      ['type="application/x-typescript"', 'typescript'],
      ['type="text/babel"', 'javascript'],
      ['type="text/babel" data-type="module"', 'javascript by itself'],
      ['type="text/babel" data-presets="react,typescript"', 'tsx'],
      ['type="text/jsx"', 'javascript'],
      ['type="text/tsx"', 'tsx'],
      ['lang="en"', 'javascript'],
      ['type="importmap"', undefined],
      ['type="speculationrules"', undefined],
      ['type="text/template"', undefined],
      ['type="text/x-handlebars"', undefined],
      ['type="x-shader/x-fragment"', undefined],
      ['type="text/python"', undefined],
      ['src="model.js"', undefined],
      ['type="module" src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"', undefined],
    ];
    assert.deepEqual(
      expected.map(([attributes]) => [attributes, languageOf(attributes)]),
      expected,
    );
  });

  it('are JSON where their type says so and a model may lie in them', () => {
    for (const type of ['application/json', 'text/json', 'application/ld+json', 'APPLICATION/JSON']) {
      assert.deepEqual(read(`<script type="${type}">${JSON_MODEL}</script>`), [`json: ${JSON_MODEL}`], type);
    }
    assert.deepEqual(read('<script type="application/json">{"a": 1}</script>'), []);
  });

  it('run as browsers run them: modules after all others', () => {
    const text = `<script type=module>m1;${MODEL}</script><script>c1</script><script type=module>m2</script><script>c2</script>`;
    assert.deepEqual(read(text), [
      'javascript: c1',
      'javascript: c2',
      `javascript by itself: m1;${MODEL}`,
      'javascript by itself: m2',
    ]);
  });

  it('are left alone where none can hold a model', () => {
    const plain = '<script>console.log(1)</script>';
    assert.deepEqual(read(plain), []);
    assert.deepEqual(read(`<p>tf.sequential()</p>${plain}`), []);
    assert.deepEqual(read(`<script src="https://unpkg.com/@tensorflow/tfjs"></script>${plain}`), [
      'javascript: console.log(1)',
    ]);
    for (const src of ['vendor/tf.min.js', '/js/tfjs.4.22.js?v=3', ' //cdn.jsdelivr.net/npm/@tensorflow/tfjs#x ']) {
      assert.deepEqual(read(`<script src="${src}"></script>${plain}`), ['javascript: console.log(1)'], src);
    }
    assert.deepEqual(read(`<script src="vendor/three.js"></script>${plain}`), []);
    assert.deepEqual(read('<script src="https://unpkg.com/@tensorflow/tfjs"></script><script> \n </script>'), []);
  });

  it('are read up to a number that no person writes', () => {
    const text = `<script>${MODEL}</script>`.repeat(300);
    const { scripts, limits } = blocksIn(text, 'html');
    assert.equal(scripts.length, 200);
    assert.match(limits.join(), /more than 200 scripts: /);
  });
});

describe('the blocks of a component', () => {
  it("of Vue are the module's, then the instance's", () => {
    const text = `<script setup lang="ts">b</script><template/><script lang="ts">a;${MODEL}</script>`;
    assert.deepEqual(read(text, 'vue'), [`typescript: a;${MODEL}`, 'typescript: b']);
    for (const [lang, language] of [
      ['js', 'javascript'],
      ['jsx', 'javascript'],
      ['tsx', 'tsx'],
      ['TS', 'typescript'],
    ]) {
      assert.deepEqual(read(`<script lang="${lang}">${MODEL}</script>`, 'vue'), [`${language}: ${MODEL}`]);
    }
    assert.deepEqual(read(`<script lang="coffee">${MODEL}</script>`, 'vue'), []);
    assert.deepEqual(read(`<script src="./a.js">${MODEL}</script>`, 'vue'), []);
  });

  it("of Svelte are the module's, then the instance's, whichever version writes them", () => {
    for (const attribute of ['module', 'context="module"', "context='module' lang=ts"]) {
      const language = attribute.includes('ts') ? 'typescript' : 'javascript';
      const text = `<script>b;${MODEL}</script><script ${attribute}>a</script>`;
      assert.deepEqual(read(text, 'svelte'), [`${language}: a`, `javascript: b;${MODEL}`]);
    }
  });
});

describe('a page that holds no model', () => {
  it('is told from its text', () => {
    assert.equal(mayHoldModel('<p>@tensorflow/tfjs</p>', 'html'), false);
    assert.equal(mayHoldModel('<script>alert(1)</script>', 'html'), false);
    assert.equal(mayHoldModel(`<SCRIPT>${MODEL}</SCRIPT>`, 'html'), true);
    assert.equal(mayHoldModel(`<script type="application/json">${JSON_MODEL}</script>`, 'svelte'), true);
    assert.equal(mayHoldModel('x'.repeat(5_000_000), 'vue'), false);
  });

  it('has nothing to read where only its prose speaks of one', () => {
    assert.deepEqual(unitsOf('<p>tfjs</p><script>alert(1)</script>', 'html').units, []);
  });
});

describe('units', () => {
  it('keep the places of the document', () => {
    const text = `\ufeff<p>ä\t😀</p>\r\n<script>${MODEL}</script>\n<script type="application/json">${JSON_MODEL}</script>`;
    const { units, code } = unitsOf(text, 'html');
    for (const unit of [...units.map((one) => one.text), code]) {
      assert.equal(unit.length, text.length);
      assert.match(unit, /^ {12}\r\n {8}/);
    }
    assert.deepEqual(
      units.map((unit) => unit.text.trim()),
      [MODEL, JSON_MODEL],
    );
    assert.match(code, /sequential.*\n.*class_name/);
  });
});
