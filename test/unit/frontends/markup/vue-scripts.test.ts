import assert from 'node:assert/strict';
import { vueScripts } from '../../../../src/frontends/markup/vue-scripts.ts';

function contents(text: string): string[] {
  return vueScripts(text).map(({ start, end }) => text.slice(start, end));
}

describe('the scripts of a Vue component', () => {
  it('are its blocks at the root, in the order of the file', () => {
    assert.deepEqual(contents('<script setup lang="ts">a</script>\n<template>x</template>\n<SCRIPT>b</SCRIPT >'), [
      'a',
      'b',
    ]);
    assert.deepEqual(contents('<script src="./a.ts" /><script>b</script>'), ['b']);
  });

  it('are not what templates hold, however deep these lie', () => {
    const template =
      '<template><template #a="{ b }"><script>no</script></template><template/><p>{{ "<" }}</p></template>';
    assert.deepEqual(contents(`${template}<script>yes</script>`), ['yes']);
    assert.deepEqual(contents("<template>{{ '<script>' }}{{ a }}{{ '</template>' }}</template><script>yes</script>"), [
      'yes',
    ]);
    assert.deepEqual(contents('<template><p>{{ a </p><!-- {{ --><i b="{{"/></template><script>yes</script>'), ['yes']);
    assert.deepEqual(contents('<template><!-- {{ --></template><script>yes }}</script>'), ['yes }}']);
    assert.deepEqual(contents('<template><title></template></title></template><script>yes</script>'), ['yes']);
    assert.deepEqual(contents('<template><!-- </template> --><i a="</template>"/></template><script>yes</script>'), [
      'yes',
    ]);
  });

  it('are not what other blocks hold: these are text up to their own end tags', () => {
    for (const block of ['docs', 'style', 'i18n', 'template lang="pug"', 'page-query']) {
      const name = block.split(' ')[0];
      assert.deepEqual(
        contents(`<${block}><template><script>no</script></${name}><script>yes</script>`),
        ['yes'],
        block,
      );
    }
    assert.deepEqual(contents('<template lang="html"><script>no</script></template><script>yes</script>'), ['yes']);
  });

  it('end at their first end tag, whatever stands in them', () => {
    assert.deepEqual(contents('<script>"<!-- <script>"</script>'), ['"<!-- <script>"']);
    assert.deepEqual(contents('<script>"</template>" < b</script>'), ['"</template>" < b']);
    assert.deepEqual(contents('<!-- <script>no</script> --><script>half'), ['half']);
  });

  for (const part of [
    '<template>',
    '</template>',
    '<template a="',
    '<a>',
    `<${'a'.repeat(5000)}>`,
    '<a></b>',
    '<script>',
    '<!--{{-->',
    '{{',
    '<a b="{{">',
    '{{<a>',
  ]) {
    it(`of a megabyte of ${JSON.stringify(part.slice(0, 20))} are found in time`, () => {
      const before = performance.now();
      vueScripts(part.repeat(Math.ceil((1024 * 1024) / part.length)));
      vueScripts(`<template>${part.repeat(Math.ceil((1024 * 1024) / part.length))}}}`);
      assert.ok(performance.now() - before < 5000);
    });
  }
});
