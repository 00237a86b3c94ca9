import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../../builders/terminal.ts';

const ARCHIVE = readFileSync(join(__dirname, '../../oracles/keras/keras3.keras'));

describe('init-lens on .keras archives', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ 'empty.keras': '' });
    place.write('model.keras', ARCHIVE);
    place.write('model.zip', ARCHIVE);
    place.write('model.h5', Buffer.from('\u0089HDF\r\n\u001a\n\0\0\0\0', 'latin1'));
  });
  afterEach(() => place.remove());

  it('describes, predicts and simulates their model', async () => {
    const { status, output } = await place.run(['describe', 'model.keras', '--json']);
    assert.equal(status, 0);
    const [graph] = JSON.parse(output).graphs;
    assert.deepEqual([graph.dialect, graph.complete], ['keras3', true]);
    for (const command of [['predict'], ['simulate', '--seeds', '2', '--batch', '4']] as const) {
      const [name, ...options] = command;
      const ran = await place.run([name, 'model.keras', '--json', ...options]);
      assert.equal(ran.status, 0, ran.complaints);
      assert.equal(JSON.parse(ran.output).graphs.length, 1);
    }
  });

  it('reads them under other names too', async () => {
    assert.equal(
      (await place.run(['describe', 'model.zip'])).output,
      (await place.run(['describe', 'model.keras'])).output,
    );
  });

  it('finds nothing worse than hints in what is trained', async () => {
    const { status } = await place.run(['check', 'model.keras', '--fail-on', 'info']);
    assert.equal(status, 0);
  });

  it('does not mend them', async () => {
    const { status, complaints } = await place.run(['fix', 'model.keras']);
    assert.equal(status, 2);
    assert.match(complaints, /^init-lens: model\.keras is an archive, which is only read: .*\n$/);
    assert.ok(place.bytes('model.keras').equals(ARCHIVE), 'the archive stays as it is');
  });

  it('leaves them out where a folder is named: most hold nothing to do', async () => {
    assert.deepEqual(JSON.parse((await place.run(['check', '.', '--format', 'json'])).output).files, []);
  });

  it('says what it cannot read', async () => {
    for (const [file, says] of [
      ['empty.keras', /empty\.keras is no archive that Keras saved/],
      ['model.h5', /model\.h5 is an HDF5 file, which is not read: save the model in the \.keras format/],
    ] as const) {
      const { status, complaints } = await place.run(['describe', file]);
      assert.equal(status, 2);
      assert.match(complaints, says);
    }
  });
});
