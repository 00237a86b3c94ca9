import type { Page } from 'playwright-core';
import { THEORY_DASH } from '../../webview/charts/backdrop.ts';

/** What was there when, in milliseconds since 1970. */
export interface Opening {
  /** The panel's page: until then the window was busy making a place for it. */
  readonly began: number;
  /** Any: theory's come first. */
  readonly predicted: number;
  /** Of the first seed. */
  readonly simulated: number;
}

/** Under these names the page keeps them. */
const NAMES: Readonly<Record<'predicted' | 'simulated', string>> = {
  predicted: 'initLensPredicted',
  simulated: 'initLensSimulated',
};

/** From this width in CSS pixels on a line is a simulated curve. */
const SIMULATED_WIDTH = 1.75;

/** Notes in every frame when a chart's first curves are stroked: the page itself is not told that it is measured. */
export async function noteFirstCurves(page: Page): Promise<void> {
  await page.addInitScript(
    ({ names, width, dash }) => {
      const { stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (...path: unknown[]) {
        const isSeen = this.canvas.dataset.chart !== undefined && this.canvas.width > 0;
        const drawn = [
          [names.predicted, this.getLineDash().join() === dash],
          [names.simulated, this.lineWidth >= width],
        ] as const;
        for (const [name, isDrawn] of drawn) {
          if (!isSeen || !isDrawn || name in globalThis) continue;
          Object.assign(globalThis, { [name]: Number.NaN });
          // Seen with the next picture.
          requestAnimationFrame(() => {
            Object.assign(globalThis, { [name]: performance.timeOrigin + performance.now() });
          });
        }
        return Reflect.apply(stroke, this, path);
      };
    },
    { names: NAMES, width: SIMULATED_WIDTH, dash: THEORY_DASH.join() },
  );
}

/** To ask a page takes its thread 20 ms at the first time: it is left alone for so long. */
const UNDISTURBED_MS = 2500;

/** Waits for both curves. */
export async function firstCurves(page: Page): Promise<Opening> {
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
  const noted = async (name: string) => {
    for (;;) {
      await page.waitForTimeout(UNDISTURBED_MS);
      const at = await panel.evaluate((_, key) => Number(Reflect.get(globalThis, key) ?? Number.NaN), name);
      if (!Number.isNaN(at)) return at;
    }
  };
  const [predicted, simulated] = [await noted(NAMES.predicted), await noted(NAMES.simulated)];
  return { began: await panel.evaluate(() => performance.timeOrigin), predicted, simulated };
}
