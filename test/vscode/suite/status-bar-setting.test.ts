import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createAnalyser } from '../../../src/analyser.ts';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { editorEnvironment } from '../../../src/editor/analysis/environment.ts';
import { watchDocuments } from '../../../src/editor/analysis/live-analysis.ts';
import { FindingStatus } from '../../../src/editor/findings/status-bar.ts';
import { closeEverything, DEEP_MODEL, eventually, openText, withSetting } from '../workbench.ts';

/** An entry that tells whether it is shown. */
class Item implements vscode.StatusBarItem {
  readonly id = 'initLens.finding';
  readonly alignment = vscode.StatusBarAlignment.Left;
  readonly priority = 0;
  name: string | undefined;
  text = '';
  tooltip: string | vscode.MarkdownString | undefined;
  color: string | vscode.ThemeColor | undefined;
  backgroundColor: vscode.ThemeColor | undefined;
  command: string | vscode.Command | undefined;
  accessibilityInformation: vscode.AccessibilityInformation | undefined;
  isShown = false;

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
  }

  dispose(): void {
    this.hide();
  }
}

describe('the status bar', () => {
  afterEach(closeEverything);

  it('shows the worst finding unless it is switched off', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.ok(extension);
    const log = vscode.window.createOutputChannel('status bar', { log: true });
    const analyses = new AnalysisService(createAnalyser(editorEnvironment(extension.extensionUri)), log);
    const item = new Item();
    const features = vscode.Disposable.from(new FindingStatus(analyses, item), watchDocuments(analyses), analyses, log);
    const restore = await withSetting('statusBar', false);
    try {
      await openText(DEEP_MODEL);
      await eventually(
        () => analyses.latest(vscode.window.activeTextEditor?.document ?? assert.fail()),
        (analysis) => analysis !== null,
        'the model is analysed',
      );
      assert.equal(item.isShown, false);
      await restore();
      await eventually(
        () => item.isShown,
        (shown) => shown,
        'it is shown',
      );
      assert.match(item.text, /symmetric-initializer/);
    } finally {
      await restore();
      features.dispose();
    }
  });
});
