import type { FrameLocator } from 'playwright-core';
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
