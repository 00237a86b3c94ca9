import assert from 'node:assert/strict';
import { type OptionKinds, readArguments } from '../../../src/cli/arguments.ts';
import { isSchemeName } from '../../../src/cli/commands/scheme-names.ts';
import { readSettings, SETTING_OPTIONS } from '../../../src/cli/settings.ts';
import { UsageError } from '../../../src/cli/terminal.ts';

const KINDS: OptionKinds = {
  ...SETTING_OPTIONS,
  json: { type: 'flag' },
  seeds: { type: 'value' },
  scheme: { type: 'list', belongs: isSchemeName },
};

function read(...args: string[]) {
  return readArguments(args, KINDS);
}

describe('readArguments', () => {
  it('takes a list’s values one after another, or the option again', () => {
    for (const args of [
      ['m.ts', '--scheme', 'current', 'heUniform', 'zeros', '--seeds', '2'],
      ['m.ts', '--scheme', 'current', '--scheme=heUniform', '--scheme', 'zeros', '--seeds=2'],
      ['--scheme', 'current', 'heUniform', 'zeros', 'm.ts', '--seeds', '2'],
    ]) {
      const { options, operands } = read(...args);
      assert.deepEqual(options.list('scheme'), ['current', 'heUniform', 'zeros']);
      assert.deepEqual(operands, ['m.ts']);
      assert.equal(options.count('seeds', 1, 8), 2);
    }
  });

  it('leaves a file that follows the values alone, and what comes behind --', () => {
    assert.deepEqual(read('--scheme', 'current', 'model.ts', 'zeros').operands, ['model.ts', 'zeros']);
    assert.deepEqual(read('--json', '--', '--scheme', 'm.ts').operands, ['--scheme', 'm.ts']);
  });

  it('refuses options that the command does not have, and options without their value', () => {
    for (const wrong of [['--nonsense'], ['--seeds'], ['--scheme'], ['--scheme', '--json'], ['--json=1']]) {
      assert.throws(() => read(...wrong), UsageError, wrong.join(' '));
    }
  });

  it('refuses numbers below the least, fractions and words', () => {
    for (const wrong of ['0', '2.5', 'x', '', '-1']) {
      assert.throws(() => read(`--seeds=${wrong}`).options.count('seeds', 1, 8), /whole number of at least 1/);
    }
  });

  it('names the choices where none fits', () => {
    const { options } = read('--prefer', 'gaussian');
    assert.throws(() => readSettings(options), /--prefer takes auto, uniform, normal, not gaussian/);
  });

  it('reads assumptions, with = in the name', () => {
    const { options, operands } = read('--assume', 'units=64', 'a=b=3', 'sizes[i]=2', 'm.ts');
    assert.deepEqual(readSettings(options).assume, { units: 64, 'a=b': 3, 'sizes[i]': 2 });
    assert.deepEqual(operands, ['m.ts']);
  });

  for (const wrong of ['units', '=3', 'units=x', 'units=0', 'units=-1']) {
    it(`refuses the assumption ${wrong}`, () => {
      assert.throws(() => readSettings(read('--assume', wrong).options), UsageError);
    });
  }
});
