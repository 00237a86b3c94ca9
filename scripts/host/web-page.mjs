/** @param {unknown} value as the text of an HTML attribute */
const attribute = (value) => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** @param {string} name @param {unknown} value */
const setting = (name, value) => `<meta id="vscode-workbench-${name}" data-settings="${attribute(value)}">`;

/**
 * The page of VS Code for the Web: no server behind it, the extension host is a worker.
 *
 * @param {URL} origin
 * @param {string} tests path of the tests' bundle below the extension
 */
export function webPage(origin, tests) {
  const uri = (/** @type {string} */ path) => ({ scheme: 'http', authority: origin.host, path });
  const configuration = {
    developmentOptions: {
      enableSmokeTestDriver: true,
      extensions: [uri('/devext')],
      extensionTestsPath: uri(`/devext/${tests}`),
    },
    webviewEndpoint: new URL('/static/out/vs/workbench/contrib/webview/browser/pre', origin).href,
    folderUri: { scheme: 'tmp', path: '/' },
    enableWorkspaceTrust: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    userDataPath: '/',
    productConfiguration: { extensionsGallery: { serviceUrl: '' } },
  };
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    ${setting('web-configuration', configuration)}
    <meta id="vscode-workbench-auth-session" data-settings="">
    ${setting('builtin-extensions', [])}
    <link rel="stylesheet" href="/static/out/vs/code/browser/workbench/workbench.css">
  </head>
  <body>
    <script>globalThis._VSCODE_FILE_ROOT = location.origin + '/static/out/';</script>
    <script type="module">
      await import('/static/out/nls.messages.js');
      await import('/static/out/vs/code/browser/workbench/workbench.js');
    </script>
  </body>
</html>
`;
}
