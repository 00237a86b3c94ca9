import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import { type Language, languageOfPath } from '../../../../src/language.ts';
import type { Fix } from '../../../../src/model/fix.ts';
import { applyEdits, type TextEdit } from '../../../../src/model/text.ts';
import { cursorIn, expectDefined, keptReader, prepare, readDocument, summary } from '../reading.ts';

const ROOT = join(__dirname, '../../../..');
const HE = { name: 'heUniform' } as const;

/** How a file of a language stands in a block, and what stands around it: no line more than it has itself. */
const LANG: Partial<Record<Language, string>> = { typescript: ' lang="ts"', tsx: ' lang="tsx"', javascript: '' };
const PAGES: readonly (readonly [Language, string, string])[] = [
  ['html', '<!DOCTYPE html><title>1 < 2</title><p a="<script>">', '<p>tf.sequential()</p>\n'],
  ['vue', '<template><p>{{ "tf" }}</p></template>', '\n<style>p::after { content: "`" }</style>'],
  ['svelte', '<p>It\'s {a > b} "</p>', "\n<style>p::after { content: '{' }</style>"],
];

describe('a model file in a block of a page', () => {
  before(prepare);

  for (const folder of ['samples', 'test/models']) {
    const files = readdirSync(join(ROOT, folder)).filter((name) => /\.(?:tsx?|js)$|(?<!graph)\.json$/.test(name));
    for (const [index, name] of files.entries()) {
      it(`${folder}/${name} is read and changed as it is by itself`, () => {
        const text = readFileSync(join(ROOT, folder, name), 'utf8');
        const language = expectDefined(languageOfPath(name), 'it is a model file');
        const alone = readDocument(text, language);
        // JSON stands in pages only; a component is Vue's and Svelte's by turns.
        const pages = PAGES.filter((_, i) => i === 0 || (language !== 'json' && i === 1 + (index % 2)));
        for (const [page, before, after] of pages) {
          const tag = language === 'json' ? ' type="application/json"' : LANG[language];
          const head = `${before}<script${tag}>`;
          const wrapped = `${head}${text}</script>${after}`;
          sameReading(alone, text, readDocument(wrapped, page), wrapped, head.length);
        }
      });
    }
  }
});

/** @param by how much later the file stands in the page. */
function sameReading(alone: Reading, text: string, inPage: Reading, page: string, by: number): void {
  assert.deepEqual(inPage.limits, alone.limits);
  assert.deepEqual(JSON.parse(JSON.stringify(inPage.graphs)), moved(alone.graphs, by));
  for (const [index, graph] of alone.graphs.entries()) {
    const other = expectDefined(inPage.graphs[index], 'both have as many');
    assert.equal(inPage.spell(other, HE), alone.spell(graph, HE));
    for (const fix of graph.layers.slice(0, 8).flatMap(({ id }) => fixesOf(id))) {
      assert.deepEqual(inPage.edits(other, fix), movedEdits(alone.edits(graph, fix), by), JSON.stringify(fix));
    }
  }
  // A stride that meets every kind of place sooner or later, and no period of the text.
  for (let offset = 0; offset <= text.length; offset += 17) {
    assert.deepEqual(strip(inPage.positionAt(offset + by)), strip(alone.positionAt(offset)));
    const [insertion, place] = [alone.optionInsertion(offset, 'kernel', HE), alone.valueAt(offset)];
    assert.deepEqual(inPage.optionInsertion(offset + by, 'kernel', HE), moved(insertion, by));
    assert.deepEqual(strip(inPage.valueAt(offset + by)), moved(strip(place), by));
  }
  for (const outside of [0, by - 1, page.length]) {
    assert.equal(inPage.positionAt(outside), null);
    assert.equal(inPage.valueAt(outside), null);
    assert.equal(inPage.optionInsertion(outside, 'kernel', HE), null);
  }
}

function fixesOf(layer: string): Fix[] {
  return [
    { kind: 'setInitializer', layer, role: 'kernel', initializer: HE, seed: null },
    { kind: 'setInitializer', layer, role: 'kernel', initializer: { name: 'orthogonal', gain: 1.4 }, seed: 3 },
    { kind: 'setOption', layer, option: 'useBias', value: false },
    { kind: 'removeOption', layer, option: 'activation' },
    { kind: 'replaceName', layer, option: 'activation', name: 'selu' },
  ];
}

/** Graphs are compared once. */
function strip<T extends object>(place: T | null): Omit<T, 'graph'> | null {
  if (place === null) return null;
  const { graph, ...rest } = { graph: null, ...place };
  return rest;
}

function movedEdits(edits: readonly TextEdit[] | null, by: number): unknown {
  return moved(edits, by);
}

const OFFSETS = new Set(['start', 'end']);

/** The same at later offsets, as plain data; objects are numbered by their offsets in JSON, and counted in scripts. */
function moved(value: unknown, by: number): unknown {
  const isJson = JSON.stringify(value ?? null).includes('"site":"object@');
  const later = JSON.stringify(value, (key, part: unknown) => {
    if ((OFFSETS.has(key) || (isJson && key === 'object')) && typeof part === 'number') return part + by;
    const isPlace = typeof part === 'string' && /^\w+@\d+$/.test(part);
    return isPlace ? part.replace(/\d+$/, (offset) => String(Number(offset) + by)) : part;
  });
  return JSON.parse(later ?? 'null');
}

const DENSE = "tf.layers.dense({ units: 4, inputShape: [4], activation: 'relu', kernelInitializer: 'zeros' })";

describe('several blocks of a page', () => {
  before(prepare);

  /** Names and shapes of the layers of each model. */
  const models = (text: string, language: Language = 'html') =>
    readDocument(text, language)
      .graphs.map(summary)
      .map((graph) =>
        JSON.stringify(graph)
          .match(/dense \[\d+\]/g)
          ?.join(),
      );

  it('share the names of scripts that are no modules', () => {
    const page = (second: string) =>
      `<script>const N = 7; function hidden() { return tf.layers.dense({units: N}) }</script><script ${second}>
        tf.sequential({layers: [tf.layers.dense({units: N, inputShape: [2]}), hidden()]})</script>`;
    assert.deepEqual(models(page('')), ['dense [7],dense [7]']);
    assert.deepEqual(models(page('type="module"')), ['dense [7],dense [7]']);
    const late = '<script>tf.sequential({layers: [tf.layers.dense({units: N, inputShape: [2]})]})</script>';
    const [graph] = readDocument(`<script type=module>const N = 7;</script>${late}`, 'html').graphs;
    assert.equal(graph?.unknowns[0]?.name, 'N', 'what a module declares is its own');
  });

  it('share long helpers that only the other block calls', () => {
    const filler = `function draw() {\n${'  context.fillRect(0, 0, 1, 1);\n'.repeat(200)}}\nfunction width() {\n  return 9;\n}\n`;
    const user = 'tf.sequential({layers: [tf.layers.dense({units: width(), inputShape: [2]})]})';
    assert.deepEqual(models(`<script>\n${filler}</script><script>${user}</script>`), ['dense [9]']);
  });

  it('are statements of their own, whatever ends one and begins the next', () => {
    const page = `<script>var size = 3</script><script>(function () {})()</script><script>[1].map(String)</script>
      <script>tf.sequential({layers: [tf.layers.dense({units: size, inputShape: [2]})]})</script>`;
    assert.deepEqual(models(page), ['dense [3]']);
  });

  it('are not touched by what another one lacks', () => {
    const half = '<script>const text = `never closed; f({[(</script>';
    const whole = `<script>tf.sequential({layers: [${DENSE}]})</script>`;
    assert.deepEqual(models(half + whole), ['dense [4]']);
    assert.deepEqual(models(whole + half), ['dense [4]']);
  });

  it('are read alike version after version and from the beginning', () => {
    const text = readFileSync(join(ROOT, 'test/models/cdn-page.html'), 'utf8');
    const reader = keptReader('html');
    const pieces = ['<script>', '</script>', "'", '`', '}', 'tf.', '<!--', 'x', '\n', '<p>', '<script type="module">'];
    // A linear congruential generator (Numerical Recipes), so that a failure can be repeated.
    let state = 5;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let version = 0; version < 60; version++) {
      const at = random(text.length);
      const changed = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(4));
      const read = reader.read(version % 3 === 2 ? text : changed).graphs;
      assert.deepEqual(read, readDocument(version % 3 === 2 ? text : changed, 'html').graphs, `at ${at}`);
    }
    reader.dispose();
  });
});

describe('a megabyte of blocks', () => {
  before(prepare);

  const model = '{"class_name": "Sequential", "config": {"layers": []}}';
  const parts: readonly (readonly [string, RegExp])[] = [
    ['<script>tf.layers.dense({units: 3, inputShape: [2]})</script>', /more than 200 scripts/],
    [`<script type="application/json">${model}</script>`, /more than 32 blocks of JSON/],
    [`<script type="application/json">${model.replace('}}', '')}</script>`, /more than 32 blocks of JSON/],
  ];
  for (const [part, limit] of parts) {
    it(`is read in time, with word of what is left out: ${part}`, () => {
      const text = part.repeat(Math.ceil((1024 * 1024) / part.length));
      const start = performance.now();
      const { limits } = readDocument(text, 'html');
      assert.match(limits.join(), limit);
      // A second or less; with each block read over the whole page it were half a minute.
      assert.ok(performance.now() - start < 8000);
    });
  }
});

describe('edits in a block', () => {
  before(prepare);

  /** The text with a fix of its first model's dense layer, whose id the fix is made of; null where it cannot be written. */
  function mended(text: string, language: Language, fixOf: (layer: string) => Fix): string | null {
    const reading = readDocument(text, language);
    const graph = expectDefined(reading.graphs[0], 'it holds a model');
    const layer = graph.layers.find(({ operation }) => operation.kind === 'dense');
    const edits = reading.edits(graph, fixOf(expectDefined(layer, 'it has a dense layer').id));
    return edits === null ? null : applyEdits(text, edits);
  }

  const rule = 'symmetric-initializer';
  const onLine = (layer: string): Fix => ({ kind: 'suppress', layer, rule });
  const inFile = (): Fix => ({ kind: 'suppress', layer: null, rule });
  const setHe = (layer: string): Fix => ({
    kind: 'setInitializer',
    layer,
    role: 'kernel',
    initializer: HE,
    seed: null,
  });

  const MODEL = `const m = tf.sequential({ layers: [${DENSE}, tf.layers.dense({ units: 1 })] });`;

  it('put the comment for the line below on the first line, where the call stands beside the tag', () => {
    const text = `<p>1</p><script>${MODEL}</script>`;
    const expected = `<p>1</p><script>\n// init-lens-disable-next-line symmetric-initializer\n${MODEL}</script>`;
    assert.equal(mended(text, 'html', onLine), expected);
  });

  it('put the comment for the file at the start of the first script, with its indent and line ends', () => {
    const text = `<p>1</p>\r\n  <script>\r\n    ${MODEL}\r\n  </script>\r\n`;
    const comment = '    // init-lens-disable symmetric-initializer\r\n';
    const expected = text.replace('    const', `${comment}    const`);
    assert.equal(mended(text, 'html', inFile), expected);
    assert.equal(
      mended(`<script>${MODEL}</script>`, 'vue', inFile),
      `<script>\n// init-lens-disable symmetric-initializer\n${MODEL}</script>`,
    );
  });

  it('keep indent, quotes and line ends of the block', () => {
    const lines = ['<script setup>', '\tconst m = tf.sequential();', '\tm.add(tf.layers.dense({', '\t\tunits: 4,'];
    const rest = ['\t\tinputShape: ["a".length],', '\t}));', '</script>', "<template>'</template>"];
    const text = [...lines, ...rest].join('\r\n');
    const expected = text.replace('length],', 'length],\r\n\t\tkernelInitializer: "heUniform",');
    assert.equal(mended(text, 'vue', setHe), expected);
  });

  it('put a constant only where all that use it can see it', () => {
    const dense = (units: number) =>
      `tf.layers.dense({units: ${units}, kernelInitializer: tf.initializers.heNormal()})`;
    const imported = "import * as tf from '@tensorflow/tfjs';\n";
    const one = `<script>\n${imported}tf.sequential({layers: [${dense(2)}, ${dense(3)}]})</script>`;
    const two = `<script>export const first = ${dense(2)}</script><script setup>\n${imported}const second = ${dense(3)}</script>`;
    const extracted = (text: string, language: Language = 'vue') => {
      const start = text.lastIndexOf('tf.initializers');
      return readDocument(text, language).extraction({ start, end: start + 'tf.initializers.heNormal()'.length });
    };
    assert.equal(extracted(one)?.length, 3);
    assert.equal(extracted(two), null);
    const module = `<script type="module">\n${imported}tf.sequential({layers: [${dense(2)}, ${dense(3)}]})</script>`;
    const page = module + module;
    const edits = expectDefined(extracted(page, 'html'), 'each module has its own');
    assert.equal(edits.length, 3);
    assert.ok(edits.every(({ start }) => start > module.length));
  });
});

describe('ghost text in a block', () => {
  before(prepare);

  function taken(marked: string, language: Language): string | null {
    const { text, offset } = cursorIn(marked);
    const insertion = readDocument(text, language).optionInsertion(offset, 'kernel', HE);
    return insertion === null ? null : applyEdits(text, [{ ...insertion.replace, text: insertion.text }]);
  }

  it('goes on with what is half typed, whatever markup follows', () => {
    const half = "<script>\n  f(tf.layers.dense({ units: 4, activation: 'relu'|</script>\n<p a='{'>tf</p>";
    assert.equal(taken(half, 'html'), half.replace('|', ", kernelInitializer: 'heUniform'"));
    const open =
      '<p>"</p>\n<script setup>\nf(tf.layers.dense({ units: 4, kernelInitializer: "he|\n</script>\n<style></style>';
    assert.equal(taken(open, 'vue'), open.replace('|', 'Uniform"'));
  });

  it('is silent outside, in comments of the page and in other elements', () => {
    for (const marked of [
      '<p>tf.layers.dense({ units: 4,| })</p><script>tf.sequential()</script>',
      '<!-- <script>f(tf.layers.dense({ units: 4,| }))</script> --><script>tf.sequential()</script>',
      '<textarea><script>f(tf.layers.dense({ units: 4,| }))</script></textarea><script>tf.sequential()</script>',
    ]) {
      assert.equal(taken(marked, 'html'), null, marked);
    }
  });
});
