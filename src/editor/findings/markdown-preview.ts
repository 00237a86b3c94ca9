import * as vscode from 'vscode';

/** The editor's own preview, which comes with VS Code, and its command: that is not registered before its first use. */
const PREVIEW_EXTENSION = 'vscode.markdown-language-features';
const PREVIEW_COMMAND = 'markdown.showPreview';

/** Shows a Markdown document rendered where the editor can, as text where it has no preview. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  const hasPreview =
    vscode.extensions.getExtension(PREVIEW_EXTENSION) !== undefined ||
    (await vscode.commands.getCommands(true)).includes(PREVIEW_COMMAND);
  await vscode.commands.executeCommand(hasPreview ? PREVIEW_COMMAND : 'vscode.open', uri);
}
