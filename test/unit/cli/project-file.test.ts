import assert from 'node:assert/strict';
import { sequentialModel } from '../../builders/analyse.ts';
import { Workplace } from '../../builders/terminal.ts';

const ZEROS = sequentialModel(
  [8],
  ["dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })", 'dense({ units: 1 })'],
);
const OPEN = sequentialModel([8], ['dense({ units: width })', 'dense({ units: 1 })']);

interface Finding {
  readonly rule: string;
  readonly severity: string;
}

describe('.initlens.json on the command line', () => {
  let place: Workplace;
  afterEach(() => place.remove());

  async function findings(...args: string[]): Promise<readonly [string, readonly string[]][]> {
    const { output } = await place.run(['check', ...args, '--format', 'json']);
    const { files }: { files: { path: string; findings: Finding[] }[] } = JSON.parse(output);
    return files.map((file) => [file.path, file.findings.map(({ rule, severity }) => `${rule} ${severity}`)]);
  }

  it('sets severities for its folder and those below; the nearest one counts, it alone', async () => {
    place = new Workplace({
      '.initlens.json': '{ "severity": { "symmetric-initializer": "off" } }',
      'a.ts': ZEROS,
      'deep/er/b.ts': ZEROS,
      'own/.initlens.json': '{ "severity": { "symmetric-initializer": "hint" } }',
      'own/c.ts': ZEROS,
      'bare/.initlens.json': '{}',
      'bare/d.ts': ZEROS,
    });
    assert.deepEqual(await findings('.'), [
      ['a.ts', []],
      ['bare/d.ts', ['symmetric-initializer error']],
      ['deep/er/b.ts', []],
      ['own/c.ts', ['symmetric-initializer hint']],
    ]);
  });

  it('is not looked for above the working folder, nor for files elsewhere', async () => {
    place = new Workplace({ '.initlens.json': '{ "exclude": ["*"] }', 'a.ts': ZEROS, 'inner/b.ts': ZEROS });
    const inner = place.below('inner');
    assert.equal((await inner.run(['check', 'b.ts', '../a.ts'])).status, 1);
    const { output } = await inner.run(['check', 'b.ts', '../a.ts']);
    assert.match(output, /2 findings .* in 2 files/);
  });

  it('is overridden by the command line', async () => {
    place = new Workplace({
      '.initlens.json': '{ "prefer": "normal", "assume": { "width": 50, "height": 2 } }',
      'a.ts': ZEROS,
      'open.ts': OPEN,
    });
    const mended = async (...more: string[]) => (await place.run(['fix', 'a.ts', '--dry-run', ...more])).output;
    assert.match(await mended(), /^\+.*varianceScaling/m);
    assert.match(await mended('--prefer', 'uniform'), /^\+.*heUniform/m);
    assert.match(await mended('--prefer', 'auto'), /^\+.*heUniform/m);
    const units = async (...more: string[]) => {
      const { output } = await place.run(['describe', 'open.ts', '--json', ...more]);
      return JSON.parse(output).graphs[0].layers[1].outputShape;
    };
    assert.deepEqual(await units(), [50]);
    assert.deepEqual(await units('--assume', 'width=7'), [7]);
  });

  it('leaves files out, also those that are named, as hooks do; describe still shows them', async () => {
    place = new Workplace({ 'p/.initlens.json': '{ "exclude": ["old/*", "!old/kept.ts"] }', 'p/old/a.ts': ZEROS });
    place.write('p/old/kept.ts', ZEROS);
    assert.deepEqual(
      (await findings('.')).map(([path]) => path),
      ['p/old/kept.ts'],
    );
    const named = await place.run(['check', 'p/old/a.ts']);
    assert.deepEqual(
      [named.status, named.complaints],
      [0, 'init-lens: p/old/a.ts is left out, as .initlens.json says.\n'],
    );
    await place.run(['fix', '.']);
    assert.equal(place.read('p/old/a.ts'), ZEROS);
    assert.notEqual(place.read('p/old/kept.ts'), ZEROS);
    assert.match((await place.run(['describe', 'p/old/a.ts'])).output, /dense_1/);
  });

  it('holds for standard input by the name that it is given', async () => {
    place = new Workplace({ 'p/.initlens.json': '{ "severity": { "symmetric-initializer": "off" } }' });
    assert.equal((await place.run(['check', '-', '--stdin-filename', 'p/model.ts'], ZEROS)).status, 0);
    assert.equal((await place.run(['check', '-', '--stdin-filename', 'model.ts'], ZEROS)).status, 1);
    assert.equal((await place.run(['check', '-'], ZEROS)).status, 1);
  });

  it('sets thresholds', async () => {
    const model = sequentialModel(
      [64],
      [...Array.from({ length: 7 }, () => "dense({ units: 64, activation: 'relu' })"), 'dense({ units: 1 })'],
    );
    place = new Workplace({
      'a/m.ts': model,
      'b/m.ts': model,
      'b/.initlens.json': '{ "thresholds": { "harmful": 1e9 } }',
    });
    const [[, usual] = ['', []], [, raised] = ['', []]] = await findings('.');
    assert.ok(usual.includes('activation-mismatch warning'), usual.join());
    assert.deepEqual([...new Set(raised)], ['activation-mismatch hint']);
  });

  describe('that is wrong', () => {
    beforeEach(() => {
      place = new Workplace({
        'p/.initlens.json': '{\n  "prefer": "normal",\n  "severity": { "fixed-scale": "loud" }\n}\n',
        'p/a.ts': ZEROS,
        'b.ts': ZEROS,
      });
    });
    const SAID = 'p/.initlens.json, line 3: "loud" is none of error, warning, info, hint, off.';

    it('is said with its line once, ends with 2, and the files are checked with the rest of it', async () => {
      const { status, complaints, output } = await place.run(['check', '.', '--format', 'json']);
      assert.deepEqual([status, complaints], [2, `init-lens: ${SAID}\n`]);
      const { errors, files } = JSON.parse(output);
      assert.deepEqual(errors, [{ path: 'p/.initlens.json', message: SAID }]);
      assert.deepEqual(
        files.map(({ findings: found }: { findings: readonly unknown[] }) => found.length),
        [1, 1],
      );
    });

    it('is annotated at its place', async () => {
      const { output } = await place.run(['check', 'p', '--format', 'github']);
      assert.match(output, /^::error file=p\/\.initlens\.json,line=3,col=32::p\/\.initlens\.json, line 3: /);
    });

    it('keeps fix from files that it holds for', async () => {
      const { status, complaints } = await place.run(['fix', '.']);
      assert.deepEqual([status, complaints], [2, `init-lens: ${SAID}\n`]);
      assert.equal(place.read('p/a.ts'), ZEROS);
      assert.notEqual(place.read('b.ts'), ZEROS);
    });

    it('is wrong usage for a command that takes one file', async () => {
      for (const command of ['describe', 'predict', 'simulate', 'explain']) {
        const { status, complaints, output } = await place.run([command, 'p/a.ts']);
        assert.deepEqual([command, status, complaints, output], [command, 2, `init-lens: ${SAID}\n`, '']);
      }
    });

    it('is no JSON, or a folder', async () => {
      place.write('q/.initlens.json', '{ "prefer": ');
      place.write('q/c.ts', ZEROS);
      place.write('r/.initlens.json/inner.ts', ZEROS);
      place.write('r/d.ts', ZEROS);
      const { complaints } = await place.run(['check', 'q', 'r/d.ts']);
      assert.match(complaints, /^init-lens: q\/\.initlens\.json, line 1: The file ends where a value should stand\.$/m);
      assert.match(complaints, /^init-lens: r\/\.initlens\.json cannot be read: EISDIR/m);
    });
  });
});
