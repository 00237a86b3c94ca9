import * as vscode from 'vscode';

/** Shows a Markdown document rendered where the editor can, as text where it has no preview. */
export async function showMarkdown(uri: vscode.Uri): Promise<void> {
  const commands = await vscode.commands.getCommands(true);
  const open = commands.includes('markdown.showPreview') ? 'markdown.showPreview' : 'vscode.open';
  await vscode.commands.executeCommand(open, uri);
}
