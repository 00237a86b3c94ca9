import { createHash } from 'node:crypto';
import { loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { WITH_SCRIPT_CHECKS } from '../../scripts/host/settings.mjs';
import { inProject } from '../../scripts/project.mjs';
import { panelIn } from '../../test/browser/panel.ts';
import { Workbench } from '../../test/browser/workbench.ts';
import { applicationJson } from '../../test/oracles/applications.ts';
import { percentiles } from '../percentiles.ts';
import { firstCurves, noteFirstCurves, type Opening } from './opening.ts';
import { CATEGORIES, type Task, tasksOf } from './tasks.ts';

const COMMAND = 'Init Lens: Show Signal Propagation';
const CLOSE = 'View: Close Editors in Other Groups';
const SMALL = 'mlp.ts';
const LARGE = 'resnet50.json';
const SIZE = 64;

/** VS Code puts a webview's page into a frame within a frame of its own. */
const WEBVIEW = /\/webview\/browser\/pre\/index\.html/;

const LATER_OPENINGS = 2;
/**
 * After its first findings a window has other things to start, and 20 to 28 s after them the browser collects what the window's
 * start has left, for more than half a second. Its heap is tight then: the first panel begins the next collection.
 */
const REST_MS = 35_000;
const WINDOWS = 3;
/** What is recorded of each run, from the command on: the net is read, predicted, drawn and simulated in that time, and drawn again with each seed. */
const RECORDED_MS = 20_000;

/** From the command on. */
const FIRST_CHART_MS = 1000;

/** Above this a task is felt by whoever types. */
const FELT_MS = 50;

/**
 * The panel in the real window: how soon its first chart is there, and how long it keeps its thread to itself while ResNet50
 * is read, drawn and simulated. A window on a busy machine waits for its turn in the middle of a task: what its processor did counts
 * beside the clock. As on the desktop and in VS Code for the Web, webviews have a process of their own.
 *
 * The first panel of a window also waits for the window to make webviews ready, which takes longer while it and its other
 * extensions are still being started.
 */
export async function benchmarkPanel(print: (line: string) => void): Promise<void> {
  const { packageExtension }: { packageExtension(): Promise<string> } = await import(
    pathToFileURL(inProject('scripts', 'host', 'vsix.mjs')).href
  );
  const vsix = await packageExtension();
  const firsts: Asked[] = [];
  const laterOnes: Asked[] = [];
  const tell = (where: string, seen: readonly Asked[], kind: Asked[]) => {
    kind.push(...seen);
    for (const line of inWords(where, seen)) print(`${SMALL}: ${line}`);
  };
  await inWindow(vsix, async (workbench) => {
    tell('in a window that has just come up', [await opening(workbench)], firsts);
  });
  for (let run = 1; run <= WINDOWS; run++) {
    await inWindow(vsix, async (workbench) => {
      await workbench.page.waitForTimeout(REST_MS);
      tell('in a window at rest', [await opening(workbench)], firsts);
      const later: Asked[] = [];
      for (let i = 0; i < LATER_OPENINGS; i++) later.push(await opening(workbench));
      tell('later in that window', later, laterOnes);
    });
    // A window of its own: what collects the garbage of the panels before would stop this one.
    await inWindow(vsix, async (workbench) => {
      await workbench.openFile(LARGE);
      await workbench.page.waitForTimeout(REST_MS);
      for (const line of await recorded(workbench)) print(`${LARGE}, run ${run}: ${line}`);
    });
  }
  print(`${SMALL}: ${together('a window’s first panel', firsts)}`);
  print(`${SMALL}: ${together('later panels', laterOnes)}`);
  print(`${SMALL}: ${together('all', [...firsts, ...laterOnes])}`);
}

async function inWindow(vsix: string, measure: (workbench: Workbench) => Promise<void>): Promise<void> {
  const workbench = await Workbench.open({
    vsix,
    purpose: 'bench',
    file: SMALL,
    webviewsApart: true,
    settings: WITH_SCRIPT_CHECKS,
    files: { [LARGE]: JSON.stringify(JSON.parse(applicationJson('ResNet50', SIZE)), null, 2) },
  });
  try {
    await noteFirstCurves(workbench.page);
    await workbench.squiggles('warning').first().waitFor();
    await measure(workbench);
  } finally {
    await workbench.close();
  }
}

/** When the command was given, and what was there when. */
interface Asked extends Opening {
  readonly asked: number;
}

async function opening(workbench: Workbench): Promise<Asked> {
  const asked = await askFor(workbench.page);
  const seen = await firstCurves(workbench.page);
  await workbench.command(CLOSE);
  return { asked, ...seen };
}

function inWords(where: string, seen: readonly Asked[]): string[] {
  const after = (of: (each: Asked) => number) => seen.map((each) => (of(each) - each.asked).toFixed(0)).join(', ');
  return [
    `first chart ${after(({ predicted }) => predicted)} ms after the command ${where}`,
    `  of that the window took ${after(({ began }) => began)} ms before the panel's page began; ${load()}`,
    `  first chart that can be used ${after(({ charted }) => charted)} ms, first simulated curve ${after(({ simulated }) => simulated)} ms`,
  ];
}

function together(which: string, seen: readonly Asked[]): string {
  const times = seen.map(({ predicted, asked }) => predicted - asked);
  const { least, p50 } = percentiles(times);
  const most = Math.max(...times);
  const met = times.filter((time) => time < FIRST_CHART_MS).length;
  return (
    `first chart, ${which}: median ${p50.toFixed(0)} ms, from ${least.toFixed(0)} to ${most.toFixed(0)}; ` +
    `${met} of ${times.length} under ${FIRST_CHART_MS}, the target`
  );
}

/** Runs the command; the result is when, in milliseconds since 1970. */
async function askFor(page: Page): Promise<number> {
  await page.keyboard.press('F1');
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').fill(`>${COMMAND}`);
  await widget.locator('.monaco-list-row', { hasText: COMMAND }).first().waitFor();
  const asked = Date.now();
  await page.keyboard.press('Enter');
  return asked;
}

async function recorded(workbench: Workbench): Promise<string[]> {
  const { page } = workbench;
  const browser = browserOf(page);
  await browser.startTracing(page, { categories: CATEGORIES });
  await askFor(page);
  await page.waitForTimeout(RECORDED_MS);
  const seen = await panelIn(workbench).locator('.run-row .status').textContent();
  const frame = await panelFrame(page);
  const tasks = tasksOf(frame, /webview\/panel\.js/, await browser.stopTracing());
  await workbench.command(CLOSE);
  return [...summary(tasks), `  by then: ${seen}`];
}

function summary(tasks: readonly Task[]): string[] {
  const most = (of: (task: Task) => number) => Math.max(0, ...tasks.map(of)).toFixed(0);
  const felt = tasks.filter(({ processor }) => processor > FELT_MS);
  const delayed = tasks.filter(({ elapsed }) => elapsed > FELT_MS);
  const at = ({ start, elapsed, processor }: Task) =>
    `  at ${(start / 1000).toFixed(1)} s ${processor.toFixed(0)} ms of the processor, ${elapsed.toFixed(0)} by the clock`;
  return [
    `longest task ${most(({ processor }) => processor)} ms of the processor, ${most(({ elapsed }) => elapsed)} ms by the clock; ` +
      `of ${tasks.length} tasks ${felt.length} took over ${FELT_MS} ms of the processor, ${delayed.length} by the clock; ${load()}`,
    ...delayed.map((task) => `${at(task)}: ${task.spent.map(([what, ms]) => `${what} ${ms.toFixed(0)}`).join(', ')}`),
  ];
}

/** How busy the machine is, and how fast just now: others may use its cores, in one minute more than in the next. */
function load(): string {
  return `machine's load ${(loadavg()[0] ?? Number.NaN).toFixed(1)}, its pace ${pace().toFixed(0)} ms`;
}

const PACE_MB = 64;

/** Milliseconds of a fixed piece of work: SHA-256 of 64 MB of zeros. The library's own code does it, so that no compiler's state is measured. */
function pace(): number {
  const block = Buffer.alloc(2 ** 20);
  const hash = createHash('sha256');
  const start = performance.now();
  for (let i = 0; i < PACE_MB; i++) hash.update(block);
  hash.digest();
  return performance.now() - start;
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser of its own.');
  return browser;
}

/** The panel's page by the name that a trace gives it. */
async function panelFrame(page: Page): Promise<string> {
  const [webview] = page
    .frames()
    .filter((frame) => frame.parentFrame() === page.mainFrame() && WEBVIEW.test(frame.url()));
  if (webview === undefined) throw new Error('No panel is open.');
  const session = await page.context().newCDPSession(webview);
  const { frameTree } = await session.send('Page.getFrameTree');
  await session.detach();
  const own = frameTree.childFrames?.at(-1);
  if (own === undefined) throw new Error('The panel has no page yet.');
  return own.frame.id;
}
