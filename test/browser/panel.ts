import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** One series at one layer, as charted and as the panel's table gives it. */
export interface ChartedFigure {
  readonly layer: string;
  /** The scheme: `current`, `recommended`, or a chosen initialiser. */
  readonly series: string;
  /** `meanField` until the simulation has arrived. */
  readonly method: string;
  /** Median over seeds of the layer's E[a^2]; NaN where there is none. */
  readonly forward: number;
  /** The same of the gradient with respect to the layer's output. */
  readonly backward: number;
}

/** The page inside the panel: VS Code puts a webview two frames deep. */
export function panelIn(workbench: Workbench): FrameLocator {
  return workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** The page of the panel that is in sight and shows this file, where there are several. */
export async function panelOn(workbench: Workbench, file: string): Promise<FrameLocator> {
  const frames = workbench.page.locator('iframe.webview.ready');
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    for (let i = 0; i < (await frames.count()); i++) {
      const page = frames.nth(i).contentFrame().frameLocator('#active-frame');
      const shown = page.locator('body > main .document');
      if ((await shown.count()) === 1 && (await shown.textContent()) === file) return page;
    }
    await workbench.page.waitForTimeout(PAUSE_MS);
  }
  assert.fail(`no panel in sight shows ${file}`);
}

/** Waits until there are so many of them: a page that is drawn in turns has a few, then all. */
export async function thereAre(wanted: number, what: Locator): Promise<void> {
  let seen = -1;
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    seen = await what.count();
    if (seen === wanted) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  assert.equal(seen, wanted, `${what}`);
}

const PATIENCE = 150;
const PAUSE_MS = 200;

/** The signal behind a layer under a choice of initialisers. */
export function forward(figures: readonly ChartedFigure[], layer: string, series: string): number {
  return figures.find((each) => each.layer === layer && each.series === series)?.forward ?? Number.NaN;
}

/** Reads the simulated figures until they are what is wanted: curves of before an edit stay until the new ones arrive. */
export async function figuresWhere(
  panel: FrameLocator,
  wanted: (figures: readonly ChartedFigure[]) => boolean,
  what: string,
): Promise<ChartedFigure[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const figures = await simulatedFigures(panel);
    if (wanted(figures)) return figures;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  assert.fail(`${what}: ${JSON.stringify(await simulatedFigures(panel))}`);
}

/** Waits until every figure of the panel is simulated, and reads them all. */
export async function simulatedFigures(panel: FrameLocator): Promise<ChartedFigure[]> {
  const rows = panel.locator('tr[data-series]');
  await rows.first().waitFor({ state: 'attached', timeout: 60_000 });
  const predicted = panel.locator('tr[data-method="meanField"], tr[data-method=""]');
  await predicted.first().waitFor({ state: 'detached', timeout: 60_000 });
  const written = await rows.evaluateAll((elements) =>
    elements.map((row) => ({
      layer: row.getAttribute('data-layer') ?? '',
      series: row.getAttribute('data-series') ?? '',
      method: row.getAttribute('data-method') ?? '',
      forward: row.querySelector('[data-quantity="forward"]')?.getAttribute('data-value'),
      backward: row.querySelector('[data-quantity="backward"]')?.getAttribute('data-value'),
    })),
  );
  return written.map((row) => ({
    ...row,
    forward: Number(row.forward ?? Number.NaN),
    backward: Number(row.backward ?? Number.NaN),
  }));
}
