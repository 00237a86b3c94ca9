import assert from 'node:assert/strict';
import { findInputs } from '../../../src/cli/inputs.ts';
import { Workplace } from '../../builders/terminal.ts';

describe('findInputs', () => {
  let place: Workplace;

  before(() => {
    place = new Workplace({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.gen.ts\n',
      'a.ts': '',
      'b.gen.ts': '',
      'types.d.ts': '',
      'notes.md': '',
      'lib/c.js': '',
      'lib/.gitignore': 'secret.json\n!kept.gen.ts\n',
      'lib/kept.gen.ts': '',
      'lib/secret.json': '{}',
      'lib/model.json': '{}',
      'out/d.ts': '',
      'empty/notes.md': '',
      'node_modules/x/e.ts': '',
    });
  });
  after(() => place.remove());

  async function names(...operands: string[]) {
    const { inputs, troubles } = await findInputs(operands, place.folder);
    return { names: inputs.map(({ name }) => name), missing: troubles.map(({ path }) => path) };
  }

  it('expands a folder to model files; the deepest .gitignore has the last word, node_modules is left out', async () => {
    const expected = ['a.ts', 'lib/c.js', 'lib/kept.gen.ts', 'lib/model.json'];
    assert.deepEqual(await names('.'), { names: expected, missing: [] });
    assert.deepEqual((await names('lib')).names, expected.slice(1));
  });

  it('expands globs, each file once', async () => {
    assert.deepEqual((await names('**/*.ts', 'a.ts')).names, ['a.ts', 'lib/kept.gen.ts']);
  });

  it('takes a named file even if it is ignored, and - as it is', async () => {
    assert.deepEqual((await names('b.gen.ts', 'node_modules/x/e.ts', '-')).names, [
      'b.gen.ts',
      'node_modules/x/e.ts',
      '-',
    ]);
  });

  it('names what matches nothing, and goes on; an empty folder is no mistake', async () => {
    assert.deepEqual(await names('nowhere.ts', '*.cjs', 'empty', 'a.ts'), {
      names: ['a.ts'],
      missing: ['nowhere.ts', '*.cjs'],
    });
  });
});
