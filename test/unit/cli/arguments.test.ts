import assert from 'node:assert/strict';
import {
  assumptions,
  choice,
  isAssumption,
  isSchemeName,
  onlyFile,
  repeatOption,
  wholeNumber,
} from '../../../src/cli/arguments.ts';
import { UsageError } from '../../../src/cli/outcome.ts';

describe('repeatOption', () => {
  const schemes = (...args: string[]) => repeatOption(args, '--scheme', isSchemeName);

  it('repeats the option before each further value', () => {
    assert.deepEqual(schemes('m.ts', '--scheme', 'current', 'heUniform', 'zeros', '--seeds', '2'), [
      'm.ts',
      '--scheme',
      'current',
      '--scheme',
      'heUniform',
      '--scheme',
      'zeros',
      '--seeds',
      '2',
    ]);
  });

  it('leaves a file that follows the values alone', () => {
    assert.deepEqual(schemes('--scheme', 'current', 'model.ts', 'zeros'), ['--scheme', 'current', 'model.ts', 'zeros']);
  });

  it('takes assumptions only as NAME=NUMBER', () => {
    assert.deepEqual(repeatOption(['--assume', 'a=1', 'sizes[i]=2', 'm.ts'], '--assume', isAssumption), [
      '--assume',
      'a=1',
      '--assume',
      'sizes[i]=2',
      'm.ts',
    ]);
  });
});

describe('values', () => {
  it('reads assumptions, with = in the name', () => {
    assert.deepEqual(assumptions(['units=64', 'a=b=3']), { units: 64, 'a=b': 3 });
  });

  for (const wrong of ['units', '=3', 'units=x', 'units=0', 'units=1.5']) {
    it(`refuses the assumption ${wrong}`, () => assert.throws(() => assumptions([wrong]), UsageError));
  }

  it('refuses numbers below the least, fractions and nothing', () => {
    for (const wrong of ['1', '2.5', '', 'x']) assert.throws(() => wholeNumber('--batch', wrong, 2), UsageError);
    assert.equal(wholeNumber('--batch', '2', 2), 2);
  });

  it('names the choices where none fits', () => {
    assert.throws(() => choice('--format', 'xml', ['text', 'json']), /--format takes text, json; it was given "xml"/);
  });

  it('takes exactly one file', () => {
    assert.equal(onlyFile('describe', ['a.ts']), 'a.ts');
    for (const wrong of [[], ['a.ts', 'b.ts']]) assert.throws(() => onlyFile('describe', wrong), UsageError);
  });
});
