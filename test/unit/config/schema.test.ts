import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import manifest from '../../../package.json';
import strings from '../../../package.nls.json';
import { DEFAULT_LIMITS } from '../../../src/advice/limits.ts';
import { RULE_IDS } from '../../../src/advice/rule-id.ts';
import { readProjectFile } from '../../../src/config/project-file.ts';

/** The schema that the editor completes and validates with, and the code that reads the file, agree. */

const ROOT = join(__dirname, '../../..');
const PATH = './schemas/initlens.schema.json';
const schema = JSON.parse(readFileSync(join(ROOT, PATH), 'utf8'));
const isValid = new Ajv({ strict: false }).compile(schema);

const problemsIn = (document: unknown) =>
  readProjectFile(JSON.stringify(document)).problems.map(({ message }) => message);

/** Values of every kind, right ones for some option among them. */
const value = fc.oneof(
  fc.constantFrom('auto', 'uniform', 'normal', 'tfjs', 'keras2', 'keras3', 'error', 'warning', 'info', 'hint', 'off'),
  fc.constantFrom(-1, 0, 0.5, 1, 1.5, 64, true, null, 'gaussian', '', 'out/'),
);
const name = fc.constantFrom(
  ...RULE_IDS,
  ...Object.keys(DEFAULT_LIMITS),
  'units',
  'prefer',
  'unknown',
  '__proto__',
  'constructor',
);
const option = fc.oneof(
  value,
  fc.array(value, { maxLength: 3 }),
  fc.dictionary(name, fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant({}) }), {
    maxKeys: 3,
  }),
);
const optionName = fc.constantFrom(...Object.keys(schema.properties), 'severities', 'toString');
const document = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(optionName, option, { maxKeys: 2 }) },
  { weight: 1, arbitrary: option },
);

/** A right value of each option, so that the acceptance of each is tried whatever is drawn. */
const RIGHT: Readonly<Record<string, unknown>> = {
  $schema: 'x',
  prefer: 'uniform',
  dialect: 'keras2',
  severity: Object.fromEntries(RULE_IDS.map((rule, i) => [rule, ['error', 'warning', 'info', 'hint', 'off'][i % 5]])),
  assume: { units: 64, 'config.rate': 0.5 },
  thresholds: { ...DEFAULT_LIMITS },
  exclude: ['legacy/'],
};

describe('the schema of .initlens.json', () => {
  it('is contributed for files of that name, and packed', () => {
    assert.deepEqual(manifest.contributes.jsonValidation, [{ fileMatch: '.initlens.json', url: PATH }]);
    assert.ok(readFileSync(join(ROOT, '.vscodeignore'), 'utf8').includes('!schemas/*.json\n'));
  });

  for (const key of Object.keys(schema.properties)) {
    it(`and the reader take a right ${key}`, () => {
      assert.ok(Object.hasOwn(RIGHT, key), `a right value of ${key} is known to this test`);
      const right = { [key]: RIGHT[key] };
      assert.deepEqual(problemsIn(right), []);
      assert.ok(isValid(right), JSON.stringify(isValid.errors));
    });
  }

  it('takes exactly what the reader takes', () => {
    let accepted = 0;
    fc.assert(
      fc.property(document, (drawn) => {
        const problems = problemsIn(drawn);
        assert.equal(isValid(drawn), problems.length === 0, `${problems.join(' ')} ${JSON.stringify(isValid.errors)}`);
        if (problems.length === 0) accepted++;
      }),
      { seed: 7, numRuns: 4000 },
    );
    assert.ok(accepted > 400, `${accepted} of 4000 documents were right: both answers are tried`);
  });

  it('says what the settings say of rules, levels and limits', () => {
    const text = new Map(Object.entries(strings));
    for (const rule of RULE_IDS)
      assert.equal(schema.properties.severity.properties[rule].description, text.get(`rule.${rule}`));
    const { enum: levels, enumDescriptions } = schema.definitions.level;
    assert.deepEqual(
      enumDescriptions,
      levels.map((level: string) => text.get(`level.${level}`)),
    );
    for (const [limit, standard] of Object.entries(DEFAULT_LIMITS)) {
      const { default: said, description } = schema.properties.thresholds.properties[limit];
      assert.deepEqual([said, description], [standard, text.get(`threshold.${limit}`)]);
    }
  });

  it('has the choices and the defaults of the settings of the same names', () => {
    const settings = new Map<string, { default: unknown; enum?: readonly string[] }>(
      Object.entries(manifest.contributes.configuration.properties),
    );
    for (const [key, { enum: choices, default: standard }] of Object.entries<{ enum?: unknown; default?: unknown }>(
      schema.properties,
    )) {
      if (key === '$schema') continue;
      const setting = settings.get(`initLens.${key}`);
      assert.ok(setting, `there is a setting initLens.${key}`);
      assert.deepEqual(setting.enum, choices);
      if (standard !== undefined) assert.equal(setting.default, standard);
    }
  });
});
