import assert from 'node:assert/strict';
import { readProjectFile } from '../../../src/config/project-file.ts';

/** What a text says, and what is wrong with it as `the words that are pointed at: message`. */
function read(written: string) {
  const { options, problems } = readProjectFile(written);
  return {
    options,
    problems: problems.map(({ message, span }) => `${written.slice(span.start, span.end)}: ${message}`),
  };
}

describe('a project file', () => {
  it('says what an editor’s settings say', () => {
    const written = `{
      "$schema": "./schemas/initlens.schema.json",
      // The team's choice.
      "prefer": "normal",
      "dialect": "keras3",
      "severity": { "fixed-scale": "off", "forget-bias": "error" },
      "assume": { "vocabulary.length": 30000 },
      "thresholds": { "harmful": 10 },
      "exclude": ["legacy/", "!legacy/kept.ts"],
    }`;
    assert.deepEqual(read(written), {
      options: {
        prefer: 'normal',
        dialect: 'keras3',
        severity: { 'fixed-scale': 'off', 'forget-bias': 'error' },
        assume: { 'vocabulary.length': 30000 },
        thresholds: { harmful: 10 },
        exclude: ['legacy/', '!legacy/kept.ts'],
      },
      problems: [],
    });
  });

  it('keeps what is right beside what is wrong, and points at that', () => {
    const written = `{
      "prefer": "gaussian",
      "severity": { "fixed-scale": "loud", "fixed-scales": "off", "forget-bias": "hint" },
      "assume": { "units": 0, "width": "64", "depth": 3 },
      "thresholds": { "harmful": 0.5, "negligible": 2 },
      "exclude": ["out/", 7],
      "severities": {},
      "nothing like it": 1
    }`;
    assert.deepEqual(read(written), {
      options: {
        severity: { 'forget-bias': 'hint' },
        assume: { depth: 3 },
        thresholds: { negligible: 2 },
        exclude: ['out/'],
      },
      problems: [
        '"gaussian": "gaussian" is none of auto, uniform, normal.',
        '"loud": "loud" is none of error, warning, info, hint, off.',
        '"fixed-scales": "fixed-scales" is not known here. Did you mean "fixed-scale"?',
        '0: A number above 0 should stand here, not 0.',
        '"64": A number above 0 should stand here, not "64".',
        '0.5: A number of at least 1 should stand here, not 0.5.',
        '7: A text should stand here, not 7.',
        '"severities": "severities" is not known here. The names are prefer, dialect, severity, assume, thresholds, exclude, $schema.',
        '"nothing like it": "nothing like it" is not known here. The names are prefer, dialect, severity, assume, thresholds, exclude, $schema.',
      ],
    });
  });

  it('names another kind of value', () => {
    assert.deepEqual(read('[]').problems, ['[]: An object should stand here, such as { "prefer": "uniform" }.']);
    assert.deepEqual(read('{ "severity": "off", "assume": [], "exclude": "out" }').problems, [
      '"off": An object should stand here, not "off".',
      '[]: An object should stand here, not a list.',
      '"out": A list should stand here, not "out".',
    ]);
  });

  it('counts the last of two entries of one name, and points at it', () => {
    const { options, problems } = read('{ "prefer": "uniform", "prefer": 1 }');
    assert.deepEqual(options, {});
    assert.deepEqual(problems, ['1: 1 is none of auto, uniform, normal.']);
  });

  it('that is no JSON is one problem, and sets nothing', () => {
    assert.deepEqual(read('{ "prefer": "normal" "dialect": "tfjs" }'), {
      options: {},
      problems: ['": A comma or } should stand here.'],
    });
  });
});
