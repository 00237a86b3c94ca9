import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { messageBundle } from '../../scripts/l10n/messages.mjs';
import { RULE_IDS } from '../../src/advice/rule-id.ts';
import { LANGUAGES } from '../../src/editor/documents/candidates.ts';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json'));
const strings: Record<string, string> = JSON.parse(read('package.nls.json'));
const editorSources = [...globSync('src/editor/**/*.ts', { cwd: ROOT }), 'src/extension.ts', 'src/main.ts']
  .filter((path) => existsSync(join(ROOT, path)))
  .map(read)
  .join('\n');

describe('the manifest', () => {
  it('wakes up for the languages that are read, and for nothing else', () => {
    const events = Object.keys(LANGUAGES).map((language) => `onLanguage:${language}`);
    assert.deepEqual(manifest.activationEvents, [...events, 'onWebviewPanel:initLens.signalPropagation']);
  });

  it('works in Restricted Mode and in virtual workspaces', () => {
    assert.deepEqual(manifest.capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
  });

  it('offers a severity for each rule', () => {
    const { properties } = manifest.contributes.configuration.properties['initLens.severity'];
    assert.deepEqual(Object.keys(properties), [...RULE_IDS]);
  });

  it('gives every setting a scope, a default and a description', () => {
    for (const [name, setting] of Object.entries<Record<string, unknown>>(
      manifest.contributes.configuration.properties,
    )) {
      // Where it may differ by language it may by resource too.
      assert.equal(setting.scope, name === 'initLens.enable' ? 'language-overridable' : 'resource', name);
      assert.notEqual(setting.default, undefined, name);
      assert.equal(setting.markdownDescription, `%${name.replace('initLens.', 'setting.')}%`);
    }
  });

  it('is tried setting by setting inside the editor', () => {
    const suites = globSync('test/vscode/suite/*.test.ts', { cwd: ROOT }).map(read).join('\n');
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      const setting = name.replace('initLens.', '');
      assert.ok(suites.includes(`withSetting('${setting}'`), `a suite changes ${name}`);
    }
  });

  it('has a category on each command, and a handler in the source', () => {
    for (const { command, category } of manifest.contributes.commands) {
      assert.equal(category, 'Init Lens', command);
      assert.ok(editorSources.includes(`'${command}'`), `${command} is not registered`);
    }
  });

  it('takes all its texts from package.nls.json, which holds no others', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });
});

describe('l10n', () => {
  it('exports every message of the source (npm run l10n)', () => {
    assert.deepEqual(JSON.parse(read('l10n/bundle.l10n.json')), messageBundle());
  });
});
