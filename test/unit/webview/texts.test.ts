import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Node } from 'web-tree-sitter';
import { loadScriptParser, type ScriptParser } from '../../../src/frontends/script/parser.ts';
import { loadWasm } from '../frontends/wasm.ts';

const ROOT = join(__dirname, '..', '..', '..');

/** Two words side by side, or one that begins like a sentence: what people read, and not an attribute, a class or an id. */
const LOOKS_WRITTEN = /\p{L}[,.;:!]? \p{L}{2}|^\p{Lu}\p{Ll}+/u;
/** Names that the browser gives. */
const KEYS = /^(Arrow(Left|Right|Up|Down)|Enter|Escape|Home|End|Tab|PageUp|PageDown|Control)$/;

/** Texts of a source that are shown as they stand: neither handed to `l10n.t`, nor a type, a module's name or a bug's message. */
function untranslated(root: Node): string[] {
  return root
    .descendantsOfType(['string_fragment', 'template_string'])
    .filter((node) => node !== null)
    .filter((node) => node.parent?.type !== 'template_string' && !isExempt(node))
    .flatMap((node) => (node.type === 'string_fragment' ? [node.text] : literalParts(node)))
    .filter((text) => LOOKS_WRITTEN.test(text) && !KEYS.test(text));
}

/** What a template says beside its placeholders; each keeps a letter's place, since words stand around it. */
function literalParts(template: Node): string[] {
  const written = template.namedChildren.map((child) => (child?.type === 'string_fragment' ? child.text : 'x'));
  return [written.join('')];
}

function isExempt(node: Node): boolean {
  for (let at: Node | null = node.parent; at !== null; at = at.parent) {
    if (at.type === 'import_statement' || at.type === 'literal_type') return true;
    if (at.type === 'new_expression' && at.childForFieldName('constructor')?.text === 'TypeError') return true;
    if (at.type === 'call_expression' && at.childForFieldName('function')?.text === 'l10n.t') return true;
    // An argument of a call inside of such a call is a text of its own.
    if (at.type === 'call_expression') return false;
  }
  return false;
}

describe("the page's texts", () => {
  let parser: ScriptParser;
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  const found = (source: string): string[] => {
    const tree = parser.parse(source, 'typescript', () => false, null);
    assert.ok(tree);
    const texts = untranslated(tree.rootNode);
    tree.delete();
    return texts;
  };

  it('all go through l10n.t', () => {
    const files = globSync('webview/**/*.ts', { cwd: ROOT, ignore: ['webview/worker/**'] });
    assert.ok(files.length > 30);
    const texts = files.flatMap((file) =>
      found(readFileSync(join(ROOT, file), 'utf8')).map((text) => `${file}: ${text}`),
    );
    assert.deepEqual(texts, []);
  });

  it('are told from what nobody reads', () => {
    assert.deepEqual(found("setText(a, 'Close');"), ['Close']);
    assert.deepEqual(found("setText(a, l10n.t('Close'));"), []);
    assert.deepEqual(found("setText(a, l10n.t('{0}.', pick('Not yet')));"), ['Not yet']);
    assert.deepEqual(found(`setText(a, \`\${n} layers of all\`);`), ['x layers of all']);
    assert.deepEqual(
      found("import type { A } from './A B C.ts'; key === 'Escape'; element('div', { class: 'a' });"),
      [],
    );
  });
});
