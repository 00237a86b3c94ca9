import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import Ajv from 'ajv';
import manifest from '../../../package.json';
import { parseConfiguration } from '../../../src/config/jsonc.ts';
import { EXTENSIONS } from '../../../src/language.ts';
import { sequentialModel } from '../../builders/analyse.ts';
import { fencesOf } from '../../builders/fences.ts';
import { Workplace } from '../../builders/terminal.ts';

/** What docs/ci.md tells people to write works. */

const FENCES = fencesOf('ci.md');
const fence = (language: string, holds: string) =>
  FENCES.find((one) => one.language === language && one.text.includes(holds))?.text ??
  assert.fail(`${language}: ${holds}`);

const WRONG = sequentialModel(
  [8],
  ["dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })", 'dense({ units: 1 })'],
);

/** Every command line on the page, without what the shell does with its output. */
const COMMANDS = FENCES.flatMap(({ text }) =>
  [...text.matchAll(/(?:init-lens|node \.init-lens\/dist\/cli\.js) (check[^"\n>]*)/g)].map(([, args = '']) =>
    args.trim().split(/\s+/),
  ),
);

describe('docs/ci.md', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ 'src/wrong.ts': WRONG, 'named file.ts': WRONG });
  });
  afterEach(() => place.remove());

  it('has command lines, of every way that it shows', () => {
    assert.ok(COMMANDS.length >= 6, COMMANDS.join('\n'));
  });

  for (const command of COMMANDS) {
    it(`runs init-lens ${command.join(' ')}`, async () => {
      // Hooks add the files.
      const args = command.includes('src') ? command : [...command, 'named file.ts'];
      const { status, output } = await place.run(args);
      assert.equal(status, command.includes('never') ? 0 : 1);
      if (command.includes('github')) assert.match(output, /^::error file=src\/wrong\.ts,/);
      if (command.includes('sarif')) assert.equal(JSON.parse(output).runs.length, 1);
    });
  }

  it('shows a Git hook that is handed what is committed, and no more, and can refuse it', () => {
    const git = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      spawnSync('git', args, {
        cwd: place.folder,
        encoding: 'utf8',
        env: {
          ...process.env,
          PATH: `${join(place.folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_AUTHOR_NAME: 'a',
          GIT_AUTHOR_EMAIL: 'a@example.org',
          GIT_COMMITTER_NAME: 'a',
          GIT_COMMITTER_EMAIL: 'a@example.org',
          ...env,
        },
      });
    assert.equal(git(['init', '-q']).status, 0);
    place.write('bin/init-lens', '#!/bin/sh\nprintf "%s\\n" "$@" > asked\nexit "$VERDICT"\n');
    place.write('.git/hooks/pre-commit', fence('sh', 'git diff'));
    for (const script of ['bin/init-lens', '.git/hooks/pre-commit']) chmodSync(join(place.folder, script), 0o755);
    place.write('notes.md', '# notes\n');
    place.write('left.ts', WRONG);
    git(['add', 'src/wrong.ts', 'named file.ts', 'notes.md']);
    assert.notEqual(git(['commit', '-qm', 'refused'], { VERDICT: '1' }).status, 0);
    assert.notEqual(git(['log']).status, 0, 'nothing is committed');
    assert.deepEqual(place.read('asked').trim().split('\n'), [
      'check',
      '--fail-on',
      'warning',
      'named file.ts',
      'src/wrong.ts',
    ]);
    const { status, stderr } = git(['commit', '-qm', 'taken'], { VERDICT: '0' });
    assert.equal(status, 0, stderr);
  });

  it('names every kind of file that is read, in the hook and for lint-staged', () => {
    const kinds = Object.keys(EXTENSIONS).sort();
    const inHook = [...fence('sh', 'git diff').matchAll(/'\*\.(\w+)'/g)].map(([, kind]) => kind);
    assert.deepEqual(inHook.sort(), kinds);
    const staged: unknown = JSON.parse(fence('json', 'lint-staged'));
    const [, list = ''] = /\*\.\{([\w,]+)\}/.exec(JSON.stringify(staged)) ?? [];
    assert.deepEqual(list.split(',').sort(), kinds);
  });

  it('shows tasks that the manifest’s definition takes', () => {
    const [definition] = manifest.contributes.taskDefinitions;
    assert.ok(definition);
    const isTask = new Ajv({ strict: false }).compile({
      type: 'object',
      required: definition.required,
      properties: definition.properties,
    });
    const { value } = parseConfiguration(fence('jsonc', '"tasks"'));
    const { tasks }: { tasks: { type: string; problemMatcher: string }[] } = JSON.parse(JSON.stringify(value));
    const [ours, shell] = tasks;
    assert.equal(ours?.type, definition.type);
    assert.ok(isTask(ours), JSON.stringify(isTask.errors));
    assert.equal(isTask({ ...ours, check: 'nonsense' }), false);
    for (const { problemMatcher } of [ours, shell ?? assert.fail()]) {
      assert.equal(problemMatcher, `$${manifest.contributes.problemMatchers[0]?.name}`);
    }
  });

  it('builds what the workflow runs', () => {
    const workflow = fence('yaml', 'pull_request');
    const scripts = new Map(Object.entries(manifest.scripts));
    const [, script = ''] = /npm run (\w+) -- --production/.exec(workflow) ?? [];
    assert.ok(scripts.has(script));
    assert.equal(manifest.bin['init-lens'], 'dist/cli.js');
    assert.ok(readFileSync(join(__dirname, '../../../.vscodeignore'), 'utf8').includes('!dist/cli.js\n'));
  });
});
