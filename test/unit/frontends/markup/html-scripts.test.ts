import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { htmlScripts, svelteScripts } from '../../../../src/frontends/markup/html-scripts.ts';

/** Contents of the scripts that are found. */
function contents(text: string): string[] {
  return htmlScripts(text).map(({ start, end }) => text.slice(start, end));
}

describe('the scripts of a page', () => {
  it('are what stands between their tags, in any case and with any space', () => {
    const text = '<p>1<script>a</script>2<SCRIPT\n type = module >b</Script\t>3<script defer>c</script x="1">';
    assert.deepEqual(contents(text), ['a', 'b', 'c']);
  });

  it('have their attributes as a browser reads them', () => {
    const text = `<script a=1 B="x > y" c='"' d = e/f g type=module TYPE=other data-x=\n"</script>"/>code</script>`;
    const [script] = htmlScripts(text);
    assert.deepEqual(
      [...(script?.attributes ?? [])],
      [
        ['a', '1'],
        ['b', 'x > y'],
        ['c', '"'],
        ['d', 'e/f'],
        ['g', ''],
        ['type', 'module'],
        ['data-x', '</script>'],
      ],
    );
    assert.deepEqual(contents(text), ['code']);
  });

  it('end at no end tag of another name, and at none in a comment that names a script', () => {
    assert.deepEqual(contents('<script>a</scripts>b</ script>c</script>'), ['a</scripts>b</ script>c']);
    assert.deepEqual(contents('<script><!-- <script> </script> --> d</script>'), ['<!-- <script> </script> --> d']);
    assert.deepEqual(contents('<script><!-- "</script>'), ['<!-- "']);
    assert.deepEqual(contents('<script><!--> <script> </script>'), ['<!--> <script> ']);
    assert.deepEqual(contents('<script>x --> <script> </script>'), ['x --> <script> ']);
  });

  it('go to the end of the page while their end tag is not written yet', () => {
    assert.deepEqual(contents('<script>tf.layers.dense({'), ['tf.layers.dense({']);
    assert.deepEqual(contents('<script src="tf.js'), []);
    assert.deepEqual(contents('<script'), []);
  });

  it('are not looked for in comments, attributes and elements of text', () => {
    const hidden = '<script>no</script>';
    for (const name of ['style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript']) {
      assert.deepEqual(contents(`<${name}>${hidden}</${name}><script>yes</script>`), ['yes'], name);
    }
    for (const around of ['<!--X-->', '<!--X--!>', '<p title="X">', "<p title='X'>", '<plaintext>X']) {
      assert.deepEqual(
        contents(around.replace('X', hidden) + (around.includes('plain') ? '' : '<script>yes</script>')),
        [...(around.includes('plain') ? [] : ['yes'])],
      );
    }
    assert.deepEqual(contents(`<!DOCTYPE html><?xml version="1.0"?></ ${'x'}><script>yes</script>`), ['yes']);
  });

  it('are found behind elements of SVG that close themselves', () => {
    const svg = '<svg><title/><style/><foreignObject><textarea><script>no</script></textarea></foreignObject></svg>';
    assert.deepEqual(contents(`${svg}<title>1 < 2</title><script>yes</script>`), ['yes']);
    assert.deepEqual(contents('<title/><script>no</script></title><script>yes</script>'), ['yes']);
    assert.deepEqual(
      contents('<svg><desc><style><script>no</script></style></desc></math></svg><script>yes</script>'),
      ['yes'],
    );
  });

  it('are those that parse5 finds, whatever the page consists of', () => {
    const pieces = [
      ...['<script>', '</script>', '</SCRIPT >', '<script ', '<script/>', '</script', 'type=module', '<!--', '-->'],
      ...[
        '--!>',
        '<!-->',
        '<!--->',
        '<title>',
        '</title>',
        '<textarea>',
        '</textarea>',
        '<style>',
        '</style>',
        '<p a="',
      ],
      ...['"', "'", '/>', '>', ' ', '\n', 'x', '=', '</', '<', '<!', '<?x', '<noscript>', '</noscript>', '<div>', '-'],
      ...['<iframe>', '</iframe>', '<template>', '</template>', "<b title='", '<i x=y', '&lt;script&gt;', '<scripts>'],
    ];
    const page = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((chosen) => chosen.join(''));
    fc.assert(
      fc.property(page, (text) => {
        const expected = scriptsByParse5(text);
        // Where it lacks a whole end tag, what is written of one is left out: a person is about to finish it.
        const found = htmlScripts(text).map(({ start, end }, i) => ({
          start,
          end: expected[i]?.end === null ? null : end,
        }));
        assert.deepEqual(found, expected);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('the scripts of a Svelte component', () => {
  it('end at their first end tag, and close themselves', () => {
    const text =
      '<script src="x" /><title/><script>"<!-- <script>"</script><p/><style><script></style><script module>b</script>';
    assert.deepEqual(
      svelteScripts(text).map(({ start, end }) => text.slice(start, end)),
      ['"<!-- <script>"', 'b'],
    );
  });
});

describe('a page of a megabyte', () => {
  /** Far more than the slowest takes, far less than what grows with the square of the length would. */
  const SECONDS = 5;

  for (const part of [
    ...['<script', '<script>', '<!--', '<', '</script', '<script><!--<script>', '<a b="', '<a b=c ', '<svg></math>'],
    ...['<svg><desc>', '<script>x</script>', '<style></styl', '-->', '<a =', '<script/'],
  ]) {
    it(`of nothing but ${JSON.stringify(part)} is read in time`, () => {
      const text = part.repeat(Math.ceil((1024 * 1024) / part.length));
      const before = performance.now();
      htmlScripts(text);
      svelteScripts(text);
      assert.ok(performance.now() - before < SECONDS * 1000);
    });
  }
});

/** Places of the contents of scripts as an HTML parser that follows the standard finds them. */
function scriptsByParse5(text: string): { start: number; end: number | null }[] {
  const found: { start: number; end: number | null }[] = [];
  const open: DefaultTreeAdapterTypes.Node[] = [parse(text, { sourceCodeLocationInfo: true, scriptingEnabled: true })];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('content' in node) open.push(node.content);
    if ('childNodes' in node) open.push(...node.childNodes);
    if (!('tagName' in node) || node.tagName !== 'script') continue;
    const place = node.sourceCodeLocation;
    if (place?.startTag === undefined) continue;
    found.push({ start: place.startTag.endOffset, end: place.endTag?.startOffset ?? null });
  }
  return found.sort((a, b) => a.start - b.start);
}
