import * as vscode from 'vscode';
import { glanceOf } from '#glance';
import script from '#page-script';
import style from '#page-style';
import { htmlText } from '../../model/html.ts';
import { textsBlock } from '../../protocol/page-texts.ts';
import type { DocumentMessage } from '../../protocol.ts';

const NONCE_BYTES = 16;

/** Where the panel's scripts stand in the package: the only folder that the page may read. */
function panelRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/** What the page may do. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [panelRoot(extensionUri)] };
}

/**
 * The panel's HTML. What its scripts make takes the place of what theory says of the document, which comes with it as a picture.
 * @param glance what is seen until its scripts have run; HTML.
 */
export function panelPage(webview: vscode.Webview, extensionUri: vscode.Uri, glance: string): string {
  const resource = (name: string) =>
    htmlText(webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extensionUri), name)).toString());
  const nonce = createNonce();
  return `<!DOCTYPE html>
<html lang="${htmlText(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(contentSecurityPolicy(webview.cspSource, nonce))}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(vscode.l10n.t('Signal Propagation'))}</title>
<link rel="preload" as="script" nonce="${nonce}" href="${resource('panel.js')}">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${glance}
${textsBlock(texts())}
<script nonce="${nonce}" data-panel="${resource('panel.js')}" data-toolkit="${resource('toolkit.js')}" data-worker="${resource('worker.js')}" data-map-worker="${resource('map-worker.js')}" data-theory-worker="${resource('theory-worker.js')}" data-convergence-worker="${resource('convergence-worker.js')}">${script}</script>
</body>
</html>`;
}

/**
 * What theory says of a model, as HTML; empty where that is nothing.
 * @param model index among the document's models.
 */
export function glance(document: DocumentMessage, model: number): Promise<string> {
  return glanceOf(document, model, { language: vscode.env.language, texts: texts() });
}

/** The page's texts in the editor's language: a page has no `vscode.l10n` of its own. */
function texts(): Readonly<Record<string, string>> {
  return vscode.l10n.bundle ?? {};
}

/** No code but what the extension wrote, nothing from elsewhere; the worker starts from a blob whose text the page fetches. */
function contentSecurityPolicy(source: string, nonce: string): string {
  return [
    "default-src 'none'",
    `style-src ${source} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `connect-src ${source}`,
    `img-src data: blob: ${source}`,
  ].join('; ');
}

function createNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(NONCE_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
