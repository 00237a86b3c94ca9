import assert from 'node:assert/strict';
import { pageAddress } from '../../../scripts/host/page-address.mjs';

const server = { origin: 'http://localhost:8123', port: 8123 };

describe('pageAddress', () => {
  it('opens a folder for the bearer of the token', () => {
    const address = new URL(pageAddress(server, { folder: '/a folder/x', token: 'secret' }));
    assert.equal(address.searchParams.get('folder'), '/a folder/x');
    assert.equal(address.searchParams.get('tkn'), 'secret');
  });

  it('names files by the server’s authority, spaces escaped', () => {
    const address = new URL(pageAddress(server, { folder: '/f', openFile: '/f/my model.ts' }));
    const payload = new Map(JSON.parse(address.searchParams.get('payload') ?? '[]'));
    assert.equal(payload.get('openFile'), 'vscode-remote://localhost:8123/f/my%20model.ts');
  });

  it('names no tests unless asked', () => {
    assert.doesNotMatch(pageAddress(server, { folder: '/f' }), /extensionTestsPath/);
  });
});
