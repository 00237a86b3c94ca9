import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { globSync } from 'tinyglobby';
import { RULES } from '../../../src/advice/rules/index.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { Workplace } from '../../builders/terminal.ts';

const ROOT = join(__dirname, '../../..');
/** The schema of the standard, from the package of its authors that carries it. */
const SCHEMA = join(ROOT, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Location {
  readonly uri: string;
  readonly uriBaseId?: string;
}

interface Log {
  readonly runs: readonly {
    readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
    readonly tool: { readonly driver: { readonly rules: readonly RuleDescription[] } };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
    readonly results: readonly Result[];
  }[];
}

interface RuleDescription {
  readonly id: string;
  readonly name: string;
  readonly helpUri: string;
  readonly help: { readonly text: string; readonly markdown?: string };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: Location; readonly region: Region };
  }[];
  readonly fixes: readonly {
    readonly artifactChanges: readonly {
      readonly artifactLocation: Location;
      readonly replacements: readonly {
        readonly deletedRegion: Region;
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
}

const only = <T>(items: readonly T[]): T => {
  const [item] = items;
  assert.ok(item !== undefined && items.length === 1, `one of ${items.length}`);
  return item;
};

describe('SARIF', () => {
  // The schema's patterns escape what need not be escaped.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const isSarif = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  let place: Workplace;
  let log: Log;

  before(async () => {
    place = new Workplace();
    for (const path of globSync('samples/*.{ts,js,json}', { cwd: ROOT })) {
      place.write(path, readFileSync(join(ROOT, path)));
    }
    place.write('odd #1?/100% a:b.ts', readFileSync(join(ROOT, 'samples/mlp.ts')));
    place.write('broken/.initlens.json', '{ "prefer": 1 }');
    place.write('broken/m.ts', 'export {};\n');
    log = JSON.parse((await place.run(['check', '.', 'gone.ts', '--format', 'sarif'])).output);
  });
  after(() => place.remove());

  const resolved = ({ uri, uriBaseId }: Location) =>
    fileURLToPath(new URL(uri, only(log.runs).originalUriBaseIds[uriBaseId ?? '']?.uri));

  it('follows the schema of the standard, with findings, fixes and troubles and without', async () => {
    assert.ok(isSarif(log), JSON.stringify(isSarif.errors, null, 1));
    assert.equal(only(only(log.runs).invocations).toolExecutionNotifications.length, 2);
    place.write('none/none.ts', 'export {};\n');
    const clean = JSON.parse((await place.run(['check', 'none', '--format', 'sarif'])).output);
    assert.ok(isSarif(clean), JSON.stringify(isSarif.errors, null, 1));
    assert.equal(isSarif({ ...log, version: '2.0.0' }), false, 'the schema refuses another version');
  });

  it('names files relative to a base that leads to them, whatever their names', () => {
    const { results } = only(log.runs);
    assert.ok(results.length > 10);
    const names = results.map(({ locations }) => {
      const { artifactLocation } = only(locations).physicalLocation;
      assert.equal(artifactLocation.uriBaseId, '%SRCROOT%');
      assert.ok(!artifactLocation.uri.startsWith('/') && !artifactLocation.uri.includes(':'), artifactLocation.uri);
      return resolved(artifactLocation);
    });
    assert.ok(names.includes(join(place.folder, 'odd #1?/100% a:b.ts')));
    for (const name of names) assert.ok(name.startsWith(place.folder), name);
  });

  it('gives lines, columns and offsets that agree', () => {
    for (const { locations } of only(log.runs).results) {
      const { artifactLocation, region } = only(locations).physicalLocation;
      const text = readFileSync(resolved(artifactLocation), 'utf8');
      const offsetOf = (line: number, column: number) =>
        text
          .split('\n')
          .slice(0, line - 1)
          .reduce((sum, { length }) => sum + length + 1, column - 1);
      assert.equal(offsetOf(region.startLine, region.startColumn), region.charOffset);
      assert.equal(offsetOf(region.endLine, region.endColumn), region.charOffset + region.charLength);
    }
  });

  it('describes every rule: name, page, and the page’s text where it found something', () => {
    const { tool, results } = only(log.runs);
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
    for (const { id, name, helpUri, help } of tool.driver.rules) {
      assert.match(name, /^([A-Z][a-z]+)+$/);
      assert.ok(helpUri.endsWith(`/docs/rules/${id}.md`));
      assert.ok(help.text.includes(helpUri));
      const isFound = results.some(({ ruleId }) => ruleId === id);
      assert.equal(help.markdown !== undefined, isFound, id);
      for (const [, target = ''] of help.markdown?.matchAll(/\]\(([^)]+)\)/g) ?? []) {
        assert.match(target, /^https?:/, `${id} links to ${target}`);
      }
    }
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
  });

  it('brings the fixes that the JSON lists as safe, and applied they are what fix writes', async () => {
    place.write('one/mlp.ts', readFileSync(join(ROOT, 'samples/mlp.ts')));
    const { runs }: Log = JSON.parse((await place.run(['check', 'one/mlp.ts', '--format', 'sarif'])).output);
    const edits = only(runs).results.flatMap(({ fixes }) => {
      const [first] = fixes;
      if (first === undefined) return [];
      return only(first.artifactChanges).replacements.map(({ deletedRegion, insertedContent }) => ({
        start: deletedRegion.charOffset,
        end: deletedRegion.charOffset + deletedRegion.charLength,
        text: insertedContent.text,
      }));
    });
    assert.ok(edits.length > 1);
    const mended = applyEdits(place.read('one/mlp.ts'), edits);
    await place.run(['fix', 'one/mlp.ts']);
    assert.equal(mended, place.read('one/mlp.ts'));
  });
});
