import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { HostConnection, type Notice } from '../../../webview/host-connection.ts';
import { documentMessage } from '../../builders/document-message.ts';

const DOCUMENT = documentMessage();

/** A page as VS Code gives it to a script. */
class Page extends EventTarget {
  readonly sent: unknown[] = [];
  readonly globals = {
    addEventListener: this.addEventListener.bind(this),
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => this.sent.push(message),
      getState: () => undefined,
      setState: () => undefined,
    }),
  };

  /** A message comes as a copy. */
  hear(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  }
}

describe('the connection to the extension', () => {
  let page: Page;
  let connection: HostConnection;
  let heard: Notice[];
  let unreadable: number;

  beforeEach(() => {
    page = new Page();
    Object.assign(globalThis, page.globals);
    connection = new HostConnection();
    [heard, unreadable] = [[], 0];
  });

  afterEach(() => {
    for (const name of Object.keys(page.globals)) Reflect.deleteProperty(globalThis, name);
  });

  function listen(): void {
    connection.listen(
      (notice) => heard.push(notice),
      () => unreadable++,
      (next) => void setTimeout(next),
    );
  }

  it('keeps what comes before the page listens', async () => {
    page.hear(DOCUMENT);
    await delay(5);
    listen();
    await delay(5);
    assert.deepEqual(heard, [DOCUMENT]);
  });

  it('gives the same object for a document that is told again, and another for the next reading', async () => {
    listen();
    page.hear(DOCUMENT);
    page.hear(DOCUMENT);
    page.hear({ ...DOCUMENT, reading: 1 });
    await delay(5);
    const [first, again, next] = heard;
    assert.equal(again, first);
    assert.notEqual(next, first);
    assert.deepEqual(next, { ...DOCUMENT, reading: 1 });
  });

  it('settles a request with its answer, and says what cannot be read', async () => {
    listen();
    const [done, failed] = [
      connection.request({ type: 'pin', isPinned: true }),
      connection.request({ type: 'ready', assume: {} }),
    ];
    assert.deepEqual(page.sent, [
      { type: 'pin', version: 1, id: 1, isPinned: true },
      { type: 'ready', version: 1, id: 2, assume: {} },
    ]);
    page.hear({ type: 'answer', version: 1, id: 2, error: 'No file.' });
    page.hear({ type: 'answer', version: 1, id: 1, error: null });
    page.hear({ type: 'riddle' });
    await assert.rejects(failed, /No file/);
    await done;
    await delay(5);
    assert.equal(unreadable, 1);
  });
});
