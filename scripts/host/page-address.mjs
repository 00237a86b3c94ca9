import { pathToFileURL } from 'node:url';

/**
 * Address of a workbench page.
 *
 * @param {{ origin: string, port: number }} server
 * @param {object} what
 * @param {string} what.folder absolute; a `.code-workspace` file for several
 * @param {string} [what.token]
 * @param {string} [what.openFile] absolute
 * @param {string} [what.extension] absolute folder of the extension under development
 * @param {string} [what.tests] absolute path of a module that exports `run(): Promise<void>`
 */
export function pageAddress({ origin, port }, { folder, token, openFile, extension, tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://localhost:${port}${pathToFileURL(path).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (openFile) payload.push(['openFile', remote(openFile)]);
  const address = new URL(origin);
  if (token) address.searchParams.set('tkn', token);
  const opened = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  address.searchParams.set(opened, decodeURIComponent(pathToFileURL(folder).pathname));
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
