import assert from 'node:assert/strict';
import { type Answer, RequestWorker } from '../../../webview/request-worker.ts';

/** Answers every request with twice its number, in a turn of its own; the number 13 with nothing that can be read. */
class Doubling extends EventTarget {
  postMessage({ id, of }: { readonly id: number; readonly of: number }): void {
    const data = of === 13 ? null : { id, result: 2 * of };
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

function isAnswer(value: unknown): value is Answer<number> {
  return typeof value === 'object' && value !== null;
}

function doubling(start: () => Promise<unknown>) {
  const worker = new RequestWorker(
    start as () => Promise<Worker>,
    (value) => (isAnswer(value) ? value : null),
    'That cannot be read.',
  );
  return (of: number) => worker.ask((id) => ({ id, of }));
}

describe('a worker of requests', () => {
  it('is started with the first request, once, and answers each', async () => {
    let started = 0;
    const twice = doubling(async () => {
      started++;
      return new Doubling();
    });
    assert.equal(started, 0);
    assert.deepEqual(await Promise.all([twice(1), twice(2), twice(3)]), [2, 4, 6]);
    assert.equal(await twice(4), 8);
    assert.equal(started, 1);
  });

  it('refuses what waits where it answers with something that cannot be read, and goes on', async () => {
    const twice = doubling(async () => new Doubling());
    await assert.rejects(twice(13), /That cannot be read/);
    assert.equal(await twice(5), 10);
  });

  it('refuses every request where it could not be started', async () => {
    const twice = doubling(() => Promise.reject(new Error('The script could not be loaded.')));
    await assert.rejects(twice(1), /could not be loaded/);
    await assert.rejects(twice(2), /could not be loaded/);
  });
});
