import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { lateMessage } from '../../../src/editor/workspace/walk-messages.ts';
import { walkWorkspace } from '../../../src/editor/workspace/workspace-walk.ts';
import { FakeAnalyser } from '../fake-analyser.ts';
import { withSetting } from '../workbench.ts';

/** A channel that keeps what is written to it. */
function keepingLog(): { log: vscode.LogOutputChannel; lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const channel = vscode.window.createOutputChannel('walks', { log: true });
  return { log: { ...channel, info: keep, warn: keep }, lines };
}

describe('a walk through the workspace', () => {
  const source = new vscode.CancellationTokenSource();
  const { log, lines } = keepingLog();
  const analyses = new AnalysisService(new FakeAnalyser(), log);
  const request = (more: { limit?: number; token?: vscode.CancellationToken } = {}) => ({
    analyses,
    log,
    progress: { report: () => undefined },
    token: source.token,
    ...more,
  });
  const never = () => new Promise<void>(() => undefined);

  beforeEach(() => lines.splice(0));
  after(() => {
    analyses.dispose();
    source.dispose();
    log.dispose();
  });

  it('visits each file once, and names the slowest', async () => {
    const visited: string[] = [];
    const walked = await walkWorkspace(request(), async (uri) => {
      const name = vscode.workspace.asRelativePath(uri);
      visited.push(name);
      if (name === 'lstm.js') await delay(1050);
    });
    assert.deepEqual(walked, { files: visited.length, total: visited.length, end: 'done' });
    assert.equal(new Set(visited).size, visited.length);
    assert.match(lines.join('\n'), /^lstm\.js took \d+\.\d s\.$/m);
    assert.match(lines.join('\n'), /^Slowest files: lstm\.js \(\d+\.\d s\), /m);
  });

  it('does not count what a setting leaves out', async () => {
    const all = await walkWorkspace(request(), async () => undefined);
    const restore = await withSetting('exclude', ['cnn.ts']);
    analyses.forgetAll();
    try {
      const fewer = await walkWorkspace(request(), async (uri) => assert.doesNotMatch(uri.path, /cnn\.ts$/));
      assert.deepEqual(fewer, { files: all.files - 1, total: all.files - 1, end: 'done' });
    } finally {
      await restore();
      analyses.forgetAll();
    }
  });

  it('stops at its limit, and says how far it came and what to do', async () => {
    // The first is there at once, the second never.
    let count = 0;
    const walked = await walkWorkspace(request({ limit: 1500 }), () => (++count === 1 ? Promise.resolve() : never()));
    assert.equal(walked.end, 'late');
    assert.equal(walked.files, 1);
    const { total } = walked;
    assert.ok(total !== null && total > 1);
    assert.match(
      lateMessage(walked),
      new RegExp(`^Stopped after 5 minutes: 1 of ${total} files were looked at\\. Exclude`),
    );
    assert.match(lines.join('\n'), /was still being read when looking through the workspace stopped\./);
    assert.match(lines.join('\n'), new RegExp(`Workspace: 1 of ${total} files were looked at in \\d+\\.\\d s\\.`));
  });

  it('stops while files are listed, too', async () => {
    const walked = await walkWorkspace(request({ limit: 0 }), never);
    assert.deepEqual(walked, { files: 0, total: null, end: 'late' });
    assert.match(lateMessage(walked), /^Stopped after 5 minutes, before all files of the workspace were found\./);
  });

  it('is cancelled at once, whatever it waits for', async () => {
    const own = new vscode.CancellationTokenSource();
    const walked = await walkWorkspace(request({ token: own.token }), () => {
      setTimeout(() => own.cancel(), 10);
      return never();
    });
    assert.equal(walked.end, 'cancelled');
    assert.equal(walked.files, 0);
  });
});
