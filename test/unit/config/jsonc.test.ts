import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonSyntaxError, parseConfiguration } from '../../../src/config/jsonc.ts';

describe('a configuration’s JSON', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (json, indent) => {
        const written = JSON.stringify(JSON.parse(json), null, indent);
        assert.deepEqual(parseConfiguration(written).value, JSON.parse(written));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('may have comments and trailing commas, and knows where each part stands', () => {
    const written = '// why\n{ "a": [1, 2,], /* here */ "b": { "c": null }, }';
    const { value, parts } = parseConfiguration(written);
    assert.deepEqual(value, { a: [1, 2], b: { c: null } });
    const places = parts.map(({ key, value: part }) => [
      written.slice(key.start, key.end),
      written.slice(part.start, part.end),
    ]);
    assert.deepEqual(places, [
      ['"a"', '[1, 2,]'],
      ['"b"', '{ "c": null }'],
    ]);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['', '', /ends where a value should stand/],
    ['{ "a": 1', '', /comma or \} should stand here/],
    ['{ "a": 1 "b": 2 }', '"', /comma or \}/],
    ['[1 2]', '2', /comma or \]/],
    ['{ a: 1 }', 'a', /name in double quotes/],
    ['{ "a" 1 }', '1', /colon should follow "a"/],
    ['{ "a": }', '}', /no value of JSON/],
    ['{ "a": nul }', 'nul', /nul is no value of JSON/],
    ['{ "a": 01 }', '01', /no value of JSON/],
    ['{ "a": "x\n" }', '"x', /not closed/],
    ['{ "a": "\\q" }', '"\\q"', /has to be escaped/],
    ['{} {}', '{}', /Nothing may follow/],
    ['['.repeat(100), '[', /nested too deep/],
  ];
  for (const [written, place, message] of wrong) {
    it(`says what is wrong in ${JSON.stringify(written.slice(0, 20))}, and where`, () => {
      assert.throws(
        () => parseConfiguration(written),
        (error: unknown) => {
          assert.ok(error instanceof JsonSyntaxError);
          assert.match(error.message, message);
          assert.equal(written.slice(error.span.start, error.span.end), place);
          return true;
        },
      );
    });
  }
});
