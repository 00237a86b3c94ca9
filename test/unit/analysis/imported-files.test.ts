import assert from 'node:assert/strict';
import { IMPORT_LIMITS, ImportedFiles } from '../../../src/analysis/imported-files.ts';

/** Files in memory, what was asked for of them, and a clock that stands still until it is told. */
function files(content: Record<string, string | Error>) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const imports = new ImportedFiles(
    async (uri) => {
      asked.push(uri);
      const found = content[uri];
      if (found instanceof Error) throw found;
      return found ?? null;
    },
    () => clock.now,
  );
  const collect = async (text: string, uri = 'memory:/p/main.ts') => {
    const lookedFor = new Set<string>();
    const { texts, limit } = await imports.collect(uri, text, lookedFor);
    return { found: [...texts.keys()], lookedFor, limit };
  };
  return { imports, asked, clock, collect };
}

describe('the files that a document imports', () => {
  it('are found with what these import, each once', async () => {
    const { asked, collect } = files({
      'memory:/p/a.ts': "import './b'; import './main'; export * from './deep/c';",
      'memory:/p/b.ts': "import './a.js';",
      'memory:/p/deep/c.ts': "import x from '../d.json' with { type: 'json' };",
      'memory:/p/d.json': '{}',
    });
    const { found } = await collect("import { a } from './a';\nconst b = require('./b');\nawait import('./deep/c');");
    assert.deepEqual(found, ['memory:/p/a.ts', 'memory:/p/b.ts', 'memory:/p/deep/c.ts', 'memory:/p/d.json']);
    assert.equal(new Set(asked).size, asked.length, 'no file is asked for twice');
  });

  it('are not looked for among packages, types, assets and documents without a folder', async () => {
    const { asked, collect } = files({});
    const text =
      "import 'x'; import '@/y'; import type { T } from './t'; import './style.css'; import img from './a.png?url';";
    await collect(text);
    await collect("import './a';", 'untitled:Untitled-1');
    await collect("import '../../../a';", 'memory:/p/main.ts');
    assert.deepEqual(asked, []);
  });

  it('have the scheme, authority and encoding of the document', async () => {
    const { asked, collect } = files({});
    await collect("import './my file.ts'; import '../b.json';", 'vscode-vfs://github/o/r/src%20x/main.ts?q#f');
    assert.deepEqual(asked, ['vscode-vfs://github/o/r/src%20x/my%20file.ts', 'vscode-vfs://github/o/r/b.json']);
  });

  it('that cannot be read are not there', async () => {
    const { collect } = files({ 'memory:/p/a.ts': new Error('EACCES') });
    const { found, lookedFor } = await collect("import './a';");
    assert.deepEqual(found, []);
    assert.ok(lookedFor.has('memory:/p/a.ts') && lookedFor.has('memory:/p/a/index.json'), 'they may come');
  });

  it('are read again when they changed, or after some time', async () => {
    const content: Record<string, string> = { 'memory:/p/a.ts': '1' };
    const { imports, asked, clock, collect } = files(content);
    await collect("import './a';");
    await collect("import './a';");
    assert.equal(asked.length, 1, 'known');
    imports.changed('memory:/p%2Fa.ts');
    await collect("import './a';");
    assert.equal(asked.length, 2, 'changed, by an address that is written otherwise');
    clock.now = 60_000;
    await collect("import './a';");
    assert.equal(asked.length, 3, 'a minute later');
  });

  it('are bounded in number, size and depth', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`memory:/p/f${i}.ts`, '']));
    const all = Object.keys(many).map((uri) => `import './${uri.slice(10)}';`);
    const wide = await files(many).collect(all.join('\n'));
    assert.ok(wide.found.length <= IMPORT_LIMITS.files);
    assert.match(wide.limit ?? '', /imports more than/);

    const deep = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`memory:/p/f${i}.ts`, `import './f${i + 1}';`]),
    );
    assert.equal((await files(deep).collect("import './f0';")).found.length, IMPORT_LIMITS.depth);

    const large = await files({ 'memory:/p/a.ts': ' '.repeat(IMPORT_LIMITS.file + 1) }).collect("import './a';");
    assert.deepEqual(large.found, []);
  });
});
