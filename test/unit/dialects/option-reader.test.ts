import assert from 'node:assert/strict';
import { CAMEL_CASE_OPTIONS, SNAKE_CASE_OPTIONS } from '../../../src/dialects/naming.ts';
import { type Notes, OptionReader } from '../../../src/dialects/option-reader.ts';
import { declare, type Plain, unknown } from './declare.ts';

function reader(options: Readonly<Record<string, Plain>>, naming = CAMEL_CASE_OPTIONS) {
  const notes: Notes = { problems: [], unknowns: [] };
  return { options: new OptionReader(declare('x', options), naming, notes), notes };
}

describe('OptionReader', () => {
  it('takes null for nothing written', () => {
    const { options } = reader({ strides: null });
    assert.deepEqual(options.sizes('strides', 2, [1, 1]), [1, 1]);
    assert.equal(options.entry('strides'), null);
  });

  it('gives every dimension its number', () => {
    const read = (value: Plain) => reader({ kernelSize: value }).options.sizes('kernelSize', 2, null);
    assert.deepEqual(read(5), [5, 5]);
    assert.deepEqual(read([2, 3]), [2, 3]);
    assert.deepEqual(read([4]), [4, 4]);
    assert.deepEqual(read([1, unknown('k')]), [1, 3]);
  });

  it('notes what has to be given and is not', () => {
    const { options, notes } = reader({}, SNAKE_CASE_OPTIONS);
    assert.deepEqual(options.dimension('filters', null), { name: 'filters', assumed: 32 });
    assert.deepEqual(options.sizes('kernelSize', 2, null), [3, 3]);
    assert.deepEqual(
      notes.unknowns.map(({ name, what }) => [name, what]),
      [
        ['filters', '`filters` is missing: 32 is assumed.'],
        ['kernel_size', '`kernel_size` is missing: 3 is assumed.'],
      ],
    );
  });

  it('notes a list of the wrong length', () => {
    const { options, notes } = reader({ strides: [1, 2, 3] });
    assert.deepEqual(options.sizes('strides', 2, [1, 1]), [1, 1]);
    assert.match(notes.unknowns[0]?.what ?? '', /^`strides` cannot be read and is taken to be 1, 1\./);
  });

  it('keeps a size that stands for an unknown one', () => {
    const units = { kind: 'number', value: { name: 'width', assumed: 99 }, span: { start: 0, end: 0 } } as const;
    const { options, notes } = reader({ units });
    assert.deepEqual(options.dimension('units', null), { name: 'width', assumed: 99 });
    assert.deepEqual(notes.unknowns, [], 'who assumed it has said so');
  });

  it('reads words in either case and notes what is none of them', () => {
    const words = ['channelsLast', 'channelsFirst'] as const;
    const read = (value: Plain) => {
      const { options, notes } = reader({ data_format: value }, SNAKE_CASE_OPTIONS);
      return [options.choice('dataFormat', words, 'channelsLast'), notes.unknowns.length];
    };
    assert.deepEqual(read('channels_first'), ['channelsFirst', 0]);
    assert.deepEqual(read('CHANNELS_FIRST'), ['channelsFirst', 0]);
    assert.deepEqual(read('NCHW'), ['channelsLast', 1]);
    assert.deepEqual(read(unknown('format')), ['channelsLast', 1]);
  });

  it('notes values of the wrong type', () => {
    const { options, notes } = reader({ useBias: 'yes', units: 'many', name: 3 });
    assert.equal(options.boolean('useBias', true), true);
    assert.deepEqual(options.dimension('units', null), { name: 'units', assumed: 64 });
    assert.equal(options.text('name'), null);
    assert.deepEqual(
      notes.unknowns.map(({ name, assumed }) => [name, assumed]),
      [
        ['useBias', null],
        ['units', 64],
        ['name', null],
      ],
    );
  });

  it('tells what nobody asked for', () => {
    const { options } = reader({ units: 3, use_bias: true, kernelSize: 3, extra: 1 }, SNAKE_CASE_OPTIONS);
    options.number('units', null);
    options.accept('useBias');
    assert.deepEqual(options.known(), ['units', 'use_bias']);
    assert.deepEqual(
      options.unread().map(({ key }) => key),
      ['extra', 'kernelSize'],
      'the surface has no camel case',
    );
  });
});
