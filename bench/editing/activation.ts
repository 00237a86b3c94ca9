import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Observation } from '../../test/host/observed/observation.ts';
import { type Subject, written } from './subjects.ts';
import { line, processor, taken } from './times.ts';

const ID = 'init-lens.init-lens';
/** In which a new window has done what it does at its start. */
const QUIET_MS = 3000;
const TARGET_MS = 50;

/** How long a fresh host takes to load and activate the extension, and what the host itself noted of it. */
export async function activation(): Promise<string> {
  await delay(QUIET_MS);
  const extension = vscode.extensions.getExtension(ID);
  if (extension === undefined) throw new Error('The extension is not installed.');
  if (extension.isActive)
    throw new Error(`The extension is active already: ${vscode.workspace.textDocuments.map(({ uri }) => uri)}`);
  const time = await taken(() => extension.activate());
  return `${line('activation', [[time]], TARGET_MS)}; the host: ${hostsOwn()}`;
}

/** From the opening of the first file with a model to its findings: all of the extension is loaded then, the parser too. */
export async function firstFindings(subject: Subject, seen: Observation): Promise<string> {
  const uri = await written(subject);
  const found = new Promise<void>((resolve) => {
    seen.onDiagnostics = (of, diagnostics) => {
      if (of === uri.toString() && diagnostics.length > 0) resolve();
    };
  });
  const [start, used] = [performance.now(), processor()];
  await vscode.workspace.openTextDocument(uri);
  await found;
  const time = { elapsed: performance.now() - start, processor: processor() - used };
  return line(`the first file with a model opened to its findings, loading included (${subject.name})`, [[time]], null);
}

/** Between the marks that the host makes around loading the code and around `activate`. */
function hostsOwn(): string {
  const marks = hostMarks();
  const between = (what: string) => {
    const [from, to] = [marks.get(`code/extHost/will${what}/${ID}`), marks.get(`code/extHost/did${what}/${ID}`)];
    return from === undefined || to === undefined ? 'unknown' : `${(to - from).toFixed(1)} ms`;
  };
  return `loading ${between('LoadExtensionCode')}, activate ${between('ActivateExtension')}`;
}

/** Start times by name; empty in a host that keeps its marks elsewhere. */
function hostMarks(): Map<string, number> {
  const kept: unknown = Reflect.get(globalThis, 'MonacoPerformanceMarks');
  const get: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'getMarks') : null;
  const marks: unknown = typeof get === 'function' ? Reflect.apply(get, kept, []) : [];
  if (!Array.isArray(marks)) return new Map();
  return new Map(
    marks.flatMap((mark: unknown) => {
      if (typeof mark !== 'object' || mark === null || !('name' in mark) || !('startTime' in mark)) return [];
      const { name, startTime } = mark;
      return typeof name === 'string' && typeof startTime === 'number' ? [[name, startTime]] : [];
    }),
  );
}
