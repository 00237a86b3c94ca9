import type { Page } from 'playwright-core';
import { THEORY_STYLE } from '../../webview/charts/series-style.ts';
import { GLANCE } from '../../webview/glance/cover.ts';

/** What was there when, in milliseconds since 1970. */
export interface Opening {
  /** The panel's page: until then the window was busy making a place for it. */
  readonly began: number;
  /** Theory's, which come first: as the picture that comes with the page. */
  readonly predicted: number;
  /** Theory's in the charts that take that picture's place. */
  readonly charted: number;
  /** Of the first seed. */
  readonly simulated: number;
}

/** Under these names the page keeps them. */
const NAMES: Readonly<Record<'glance' | 'charted' | 'simulated', string>> = {
  glance: 'initLensGlance',
  charted: 'initLensCharted',
  simulated: 'initLensSimulated',
};

/** From this width in CSS pixels on a line is a simulated curve. */
const SIMULATED_WIDTH = 1.75;

/** Notes in every frame when the first curves are on the screen: the page itself is not told that it is measured. */
export async function noteFirstCurves(page: Page): Promise<void> {
  await page.addInitScript(
    ({ names, width, dash, glance }) => {
      const { stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (...path: unknown[]) {
        const isSeen = this.canvas.dataset.chart !== undefined && this.canvas.width > 0;
        const drawn = [
          [names.charted, this.getLineDash().join() === dash],
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
      // The picture goes when the page is there: what was in it, and when it was on the screen, is looked at then.
      const { remove } = Element.prototype;
      Element.prototype.remove = function () {
        if (this.classList.contains(glance) && this.querySelector('polyline') !== null) {
          const [painted] = performance.getEntriesByName('first-contentful-paint');
          Object.assign(globalThis, { [names.glance]: performance.timeOrigin + (painted?.startTime ?? Number.NaN) });
        }
        Reflect.apply(remove, this, []);
      };
    },
    { names: NAMES, width: SIMULATED_WIDTH, dash: THEORY_STYLE.dash.join(), glance: GLANCE },
  );
}

/** To ask a page takes its thread 20 ms at the first time: it is left alone for so long. */
const UNDISTURBED_MS = 2500;

/** Waits for all of them. */
export async function firstCurves(page: Page): Promise<Opening> {
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
  const noted = async (name: string) => {
    for (;;) {
      await page.waitForTimeout(UNDISTURBED_MS);
      const at = await panel.evaluate((_, key) => Number(Reflect.get(globalThis, key) ?? Number.NaN), name);
      if (!Number.isNaN(at)) return at;
    }
  };
  const [charted, simulated] = [await noted(NAMES.charted), await noted(NAMES.simulated)];
  const glance = await panel.evaluate((_, key) => Number(Reflect.get(globalThis, key) ?? Number.NaN), NAMES.glance);
  const began = await panel.evaluate(() => performance.timeOrigin);
  return { began, predicted: Number.isNaN(glance) ? charted : Math.min(glance, charted), charted, simulated };
}
