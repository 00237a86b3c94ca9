import * as vscode from 'vscode';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { describePlace, duration, slowPlaces, type Took } from './slow-places.ts';
import { workspaceFiles } from './workspace-files.ts';

/** Minutes after which a walk through the workspace stops: whoever waits that long should know what takes so long. */
export const WALK_MINUTES = 5;
const WALK_LIMIT_MS = WALK_MINUTES * 60_000;

/** What a file takes longer than is told at once, in milliseconds. */
const SLOW_MS = 1000;

export interface WalkRequest {
  readonly analyses: AnalysisService;
  readonly log: vscode.LogOutputChannel;
  readonly progress: vscode.Progress<{ message?: string; increment?: number }>;
  /** The user's. */
  readonly token: vscode.CancellationToken;
  /** Milliseconds. */
  readonly limit?: number;
}

export interface Walked {
  /** Files looked at. */
  readonly files: number;
  /** Files that there are to look at; null if they were not all found. */
  readonly total: number | null;
  /** `late`: stopped at the limit. */
  readonly end: 'done' | 'cancelled' | 'late';
}

/**
 * Visits the workspace's files that may hold models and are not left out, one after the other, until all are visited, the
 * user has enough of it, or the limit is reached; whatever a file system may be stuck in. The log then names what was slow.
 */
export async function walkWorkspace(
  { analyses, log, progress, token, limit = WALK_LIMIT_MS }: WalkRequest,
  visit: (uri: vscode.Uri) => Promise<void>,
): Promise<Walked> {
  const stop = stopAt(token, limit);
  const took: Took[] = [];
  const started = performance.now();
  let total: number | null = null;
  let files = 0;
  try {
    const uris = await stop.orNull(workspaceFiles(stop.token));
    if (stop.reason() !== null || uris === null) return { files, total, end: stop.reason() ?? 'cancelled' };
    total = uris.length;
    for (const uri of uris) {
      const name = vscode.workspace.asRelativePath(uri);
      const begun = performance.now();
      const isVisited = await stop.orNull(visitUnlessExcluded(uri, name));
      const milliseconds = performance.now() - begun;
      took.push({ path: name, milliseconds });
      if (isVisited === true) files++;
      if (isVisited === false) total--;
      if (milliseconds > SLOW_MS) log.info(`${name} took ${duration(milliseconds)}.`);
      if (isVisited === null) log.warn(`${name} was still being read when looking through the workspace stopped.`);
      if (stop.reason() !== null) break;
    }
    return { files, total, end: stop.reason() ?? 'done' };
  } finally {
    stop.dispose();
    report();
  }

  /** False if the file is left out. */
  async function visitUnlessExcluded(uri: vscode.Uri, name: string): Promise<boolean> {
    await analyses.projects.load(uri);
    if (analyses.settings(uri).excluded) return false;
    progress.report({ message: name, increment: 100 / (total ?? 1) });
    await visit(uri);
    return true;
  }

  function report(): void {
    const { files: slowFiles, folders } = slowPlaces(took);
    const all = total === null ? 'not all files were found' : `${files} of ${total} files were looked at`;
    log.info(`Workspace: ${all} in ${duration(performance.now() - started)}.`);
    if (folders.length > 0) log.info(`Slowest folders: ${folders.map(describePlace).join(', ')}.`);
    if (slowFiles.length > 0) log.info(`Slowest files: ${slowFiles.map(describePlace).join(', ')}.`);
  }
}

interface Stop extends vscode.Disposable {
  /** Cancelled by the user and at the limit. */
  readonly token: vscode.CancellationToken;
  reason(): 'cancelled' | 'late' | null;
  /** What a promise comes to; null if it is time to stop first. */
  orNull<T>(promise: Promise<T>): Promise<T | null>;
}

function stopAt(token: vscode.CancellationToken, limit: number): Stop {
  const source = new vscode.CancellationTokenSource();
  let reason: 'cancelled' | 'late' | null = null;
  const end = (why: 'cancelled' | 'late') => {
    reason ??= why;
    source.cancel();
  };
  const stopped = new Promise<null>((resolve) => source.token.onCancellationRequested(() => resolve(null)));
  const timer = setTimeout(() => end('late'), limit);
  const subscription = token.onCancellationRequested(() => end('cancelled'));
  if (token.isCancellationRequested) end('cancelled');
  return {
    token: source.token,
    reason: () => reason,
    orNull: (promise) => Promise.race([promise, stopped]),
    dispose: () => {
      clearTimeout(timer);
      subscription.dispose();
      source.dispose();
    },
  };
}
