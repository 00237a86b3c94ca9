import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFiles } from '../../../src/cli/source-files.ts';

describe('findFiles', () => {
  let root = '';

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'init-lens-files-'));
    const files: Record<string, string> = {
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.gen.ts\n',
      'a.ts': '',
      'b.gen.ts': '',
      'notes.md': '',
      'lib/c.js': '',
      'lib/.gitignore': 'secret.json\n',
      'lib/secret.json': '{}',
      'lib/model.json': '{}',
      'out/d.ts': '',
      'node_modules/x/e.ts': '',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });

  after(() => rmSync(root, { recursive: true }));

  it('expands a folder to model files, .gitignore of every level and node_modules respected', async () => {
    assert.deepEqual(await findFiles(['.'], root), { paths: ['a.ts', 'lib/c.js', 'lib/model.json'], missing: [] });
  });

  it('expands globs, each file once', async () => {
    assert.deepEqual((await findFiles(['**/*.ts', 'a.ts'], root)).paths, ['a.ts']);
  });

  it('takes a named file even if it is ignored', async () => {
    assert.deepEqual((await findFiles(['b.gen.ts', 'node_modules/x/e.ts'], root)).paths, [
      'b.gen.ts',
      'node_modules/x/e.ts',
    ]);
  });

  it('names what matches nothing, and goes on', async () => {
    assert.deepEqual(await findFiles(['nowhere.ts', '*.cjs', 'a.ts'], root), {
      paths: ['a.ts'],
      missing: ['nowhere.ts', '*.cjs'],
    });
  });
});
