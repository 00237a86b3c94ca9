import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { webPage } from './web-page.mjs';

const TYPES = new Map([
  ['.css', 'text/css'],
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.json', 'application/json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.ttf', 'font/ttf'],
  ['.wasm', 'application/wasm'],
]);

const WORKBENCH = '/static/out/vs/code/browser/workbench/workbench.js';

/**
 * The workbench that ships in the server build expects that server; alone it must name no remote and keep its data in the
 * browser.
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const WITHOUT_SERVER = [
  [/remoteAuthority:location\.host/, 'remoteAuthority:void 0'],
  [
    /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:)[\w.]+/,
    '$1"vscode-userdata"',
  ],
];

/** @param {string} script */
function withoutServer(script) {
  return WITHOUT_SERVER.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error(`This build's workbench.js has nothing that matches ${pattern}.`);
    return text.replace(pattern, replacement);
  }, script);
}

/**
 * Serves VS Code for the Web and one extension with its tests, on loopback.
 *
 * @param {{ vscode: string, extension: string, tests: string }} what folders, and the tests' bundle below the extension
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function startWebServer({ vscode, extension, tests }) {
  const roots = { '/static': vscode, '/devext': extension };

  /** @param {string} path @returns {string | undefined} */
  const fileOf = (path) => {
    const found = Object.entries(roots).find(([prefix]) => path.startsWith(`${prefix}/`));
    return found && join(found[1], normalize(path.slice(found[0].length)));
  };

  const server = createServer(async (request, response) => {
    const origin = new URL(`http://${request.headers.host}`);
    const path = decodeURIComponent(new URL(request.url ?? '/', origin).pathname);
    const file = fileOf(path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (path === '/') {
      response.setHeader('Content-Type', 'text/html').end(webPage(origin, tests));
      return;
    }
    try {
      if (file === undefined) throw new Error(`nothing at ${path}`);
      const bytes = await readFile(file);
      response.setHeader('Content-Type', TYPES.get(extname(file)) ?? 'application/octet-stream');
      response.end(path === WORKBENCH ? withoutServer(bytes.toString('utf8')) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The static server has no port.');
  return {
    origin: `http://localhost:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
