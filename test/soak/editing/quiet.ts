import * as vscode from 'vscode';
import { eventually } from '../../vscode/workbench.ts';
import type { Session } from './session.ts';

/** What is shown once typing stops is what a reading from scratch says of the same text. */
export async function diagnosticsAreFresh(session: Session): Promise<void> {
  for (const document of session.documents) {
    const analysis = await session.core.analyse(document);
    // Where a budget ended a reading, another one may get further.
    if (analysis === null || analysis.reading.limits.length > 0) continue;
    const wanted = analysis.findings.map(({ span, message }) => {
      const { line, character } = document.positionAt(span.start);
      return `${line}:${character} ${message}`;
    });
    await eventually(
      () => shown(document),
      (found) => found.join('\n') === [...wanted].sort().join('\n'),
      `${vscode.workspace.asRelativePath(document.uri)} shows what a fresh reading finds:\n${[...wanted].sort().join('\n')}\n`,
    );
  }
}

function shown(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'init-lens')
    .map(({ range: { start }, message }) => `${start.line}:${start.character} ${message}`)
    .sort();
}
