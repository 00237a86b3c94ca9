import type { Page } from 'playwright-core';

/** Under this name the page keeps when its first curve was drawn, in milliseconds since 1970. */
const FIRST_CURVE = 'initLensFirstCurve';

/** Notes in every frame when a chart's first line is stroked: the page itself is not told that it is measured. */
export async function noteFirstCurve(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const { stroke } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.stroke = function (...path: unknown[]) {
      const isCurve = this.canvas.dataset.chart !== undefined && this.lineWidth >= 1.75;
      if (isCurve && this.canvas.width > 0 && !(name in globalThis)) {
        // Seen with the next picture.
        Object.assign(globalThis, { [name]: Number.NaN });
        requestAnimationFrame(() => Object.assign(globalThis, { [name]: performance.timeOrigin + performance.now() }));
      }
      return Reflect.apply(stroke, this, path);
    };
  }, FIRST_CURVE);
}

/** When the first curve was seen in the panel, in milliseconds since 1970. */
export async function firstCurve(page: Page): Promise<number> {
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');
  for (;;) {
    const at = await panel.evaluate((_, name) => Number(Reflect.get(globalThis, name) ?? Number.NaN), FIRST_CURVE);
    if (!Number.isNaN(at)) return at;
    await page.waitForTimeout(100);
  }
}
