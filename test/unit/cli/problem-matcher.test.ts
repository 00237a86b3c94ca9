import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import manifest from '../../../package.json';
import { matchProblems } from '../../builders/problem-matcher.ts';
import { Workplace } from '../../builders/terminal.ts';

const ROOT = join(__dirname, '../../..');
const SAMPLES = globSync('samples/*.{ts,js,json}', { cwd: ROOT }).sort();

interface Listed {
  readonly path: string;
  readonly findings: readonly {
    readonly line: number;
    readonly column: number;
    readonly severity: string;
    readonly message: string;
    readonly rule: string;
  }[];
}

describe('the problem matcher $initlens', () => {
  const [matcher] = manifest.contributes.problemMatchers;
  let place: Workplace;

  before(() => {
    place = new Workplace();
    for (const path of SAMPLES) place.write(path, readFileSync(join(ROOT, path)));
    // Names that look like other lines of the output.
    place.write('odd (names)/1:2 error.ts', readFileSync(join(ROOT, 'samples/mlp.ts')));
  });
  after(() => place.remove());

  it('finds in the text of a check exactly what its JSON lists', async () => {
    assert.ok(matcher);
    const [text, json] = [
      (await place.run(['check', '.'])).output,
      (await place.run(['check', '.', '--format', 'json'])).output,
    ];
    const { files }: { files: readonly Listed[] } = JSON.parse(json);
    const listed = files.flatMap(({ path, findings }) =>
      findings.map(({ line, column, severity, message, rule }) => ({
        file: path,
        line,
        column,
        severity,
        message,
        code: rule,
      })),
    );
    const severities = new Set(listed.map(({ severity }) => severity));
    assert.ok(listed.length > 10 && severities.size > 2, `${listed.length} findings, ${[...severities].join(', ')}`);
    assert.ok(listed.some(({ file }) => file === 'odd (names)/1:2 error.ts'));
    assert.deepEqual(matchProblems(matcher.pattern, text), listed);
    assert.deepEqual(matchProblems(matcher.pattern, text.replaceAll('\n', '\r\n')), listed);
  });

  it('finds nothing where nothing was found', async () => {
    assert.ok(matcher);
    place.write('none/none.ts', 'export {};\n');
    const { output } = await place.run(['check', 'none']);
    assert.notEqual(output, '');
    assert.deepEqual(matchProblems(matcher.pattern, output), []);
  });
});
