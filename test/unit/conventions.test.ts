import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** What VS Code's conventions ask of the manifest, and whether `docs/conventions.md` points at what is there. */

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { contributes, categories, keywords } = JSON.parse(read('package.json'));
const strings: Record<string, string> = JSON.parse(read('package.nls.json'));

interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly group?: string;
  readonly when?: string;
}

const commands: { command: string; title: string; icon?: string }[] = contributes.commands;
const menus: Record<string, MenuEntry[]> = contributes.menus;

/** Commands that need neither a file nor a folder. */
const ALWAYS_THERE = ['initLens.openRulePage', 'initLens.openSample', 'initLens.restart', 'initLens.showOutput'];

describe('the commands', () => {
  it('have plain titles', () => {
    for (const { title } of commands) assert.match(strings[title.slice(1, -1)] ?? '', /^[A-Z][A-Za-z. ]+$/);
  });

  it('that are internal begin with _ and are in no menu', () => {
    const source = globSync('src/editor/**/*.ts', { cwd: ROOT }).map(read).join('\n');
    const named = [...source.matchAll(/'(_?initLens\.[A-Za-z]+)'/g)].map(([, name]) => name ?? '');
    assert.ok(named.some((name) => name.startsWith('_')));
    assert.deepEqual(
      commands.filter(({ command }) => command.startsWith('_')),
      [],
    );
  });

  it('are in the palette only where they can do something', () => {
    const gated = (menus.commandPalette ?? []).map(({ command, when }) => {
      assert.ok(when, command);
      return command ?? '';
    });
    assert.deepEqual([...gated, ...ALWAYS_THERE].sort(), commands.map(({ command }) => command).sort());
  });

  it('of menus are contributed, and shown for files that hold a model', () => {
    const known = new Set(commands.map(({ command }) => command));
    const submenus = new Set(contributes.submenus.map(({ id }: { id: string }) => id));
    for (const [menu, entries] of Object.entries(menus)) {
      for (const { command, submenu, when } of entries) {
        assert.ok(submenu === undefined ? known.has(command ?? '') : submenus.has(submenu), `${menu}: ${command}`);
        if (menu.startsWith('editor/')) assert.match(when ?? '', /^initLens\.activeFileHasModel && \(?editorLangId/);
      }
    }
  });

  it('have one icon in the title of an editor, a codicon', () => {
    const buttons = (menus['editor/title'] ?? []).filter(({ group }) => group?.startsWith('navigation'));
    assert.equal(buttons.length, 1);
    assert.match(commands.find(({ command }) => command === buttons[0]?.command)?.icon ?? '', /^\$\([a-z-]+\)$/);
  });

  it('take no keys', () => {
    assert.equal(contributes.keybindings, undefined);
  });
});

describe('the settings', () => {
  it('can all be drawn by the settings editor', () => {
    for (const [name, setting] of Object.entries<Record<string, unknown>>(contributes.configuration.properties)) {
      assert.doesNotMatch(JSON.stringify(setting), /"\$ref"/, name);
      if (Array.isArray(setting.enum)) {
        assert.equal(Object(setting.enumDescriptions).length, setting.enum.length, name);
      }
      if (setting.type === 'object') assert.notEqual(setting.additionalProperties, undefined, name);
    }
  });

  it('have a title of one or two words', () => {
    assert.equal(contributes.configuration.title, 'Init Lens');
  });
});

describe('the tool for language models', () => {
  const [tool, ...others] = contributes.languageModelTools;

  it('is one, by a name that VS Code takes, registered under it', () => {
    assert.deepEqual(others, []);
    assert.match(tool.name, /^(?!copilot_|vscode_)[\w-]+$/);
    assert.ok(read('src/editor/contributed.ts').includes(`'${tool.name}'`));
    assert.ok(tool.canBeReferencedInPrompt && /^[\w-]+$/.test(tool.toolReferenceName));
  });

  it('tells a model what it is for, and what to pass', () => {
    const text = (key: string) => strings[key.slice(1, -1)] ?? assert.fail(`package.nls.json has ${key}`);
    assert.ok(text(tool.modelDescription).length > 200);
    const { type, properties } = tool.inputSchema;
    assert.equal(type, 'object');
    for (const [name, property] of Object.entries<{ type: string; description: string }>(properties)) {
      assert.equal(property.type, 'string', name);
      assert.ok(text(property.description).length > 40, name);
    }
  });
});

describe('the gallery', () => {
  it('gets categories of its list and at most five keywords', () => {
    assert.deepEqual(categories, ['Linters', 'Machine Learning', 'Visualization']);
    assert.ok(keywords.length <= 5);
  });
});

describe('docs/conventions.md', () => {
  const page = read('docs/conventions.md');

  it('goes through every item of the checklist', () => {
    const items = [...page.matchAll(/^\| (\d+) /gm)].map(([, item]) => Number(item));
    assert.deepEqual(
      items,
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
  });

  it('points at files that are there', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
    for (const row of rows) {
      let folder = '';
      for (const [, path = ''] of row.matchAll(/`([\w./-]+)`/g)) {
        if (/^(src|docs|scripts|webview)\//.test(path)) assert.ok(existsSync(join(ROOT, path)), path);
        if (!/\.test\.ts$|^unit\//.test(path)) continue;
        // A name without a folder stands beside the one before it.
        const full = path.includes('/') ? path : `${folder}/${path}`;
        folder = full.slice(0, full.lastIndexOf('/'));
        assert.ok(existsSync(join(ROOT, 'test', full)), `${full} in ${row}`);
      }
    }
  });
});
