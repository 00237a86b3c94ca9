import type { FrameLocator, Page } from 'playwright-core';

/** What was in the picture that a panel begins with, when it went. */
export interface SeenGlance {
  /** In the order in which they are read. */
  readonly texts: readonly string[];
  readonly verdict: string;
  /** The series of each curve. */
  readonly curves: readonly string[];
  /** Of the first curve: a layer each. */
  readonly points: number;
  /** Nothing in it is read out or clicked on. */
  readonly isInert: boolean;
  /** The first curve's. */
  readonly colour: string;
  /** When it was on the screen, and when the page's script drew its first chart, in milliseconds since the page began. */
  readonly painted: number;
  readonly drawn: number;
}

/** Keeps that of the panels which are opened from now on. */
export async function keepGlance(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (...asked: unknown[]) {
      if (!('drawnAt' in globalThis)) Object.assign(globalThis, { drawnAt: performance.now() });
      return Reflect.apply(getContext, this, asked);
    };
    const { remove } = Element.prototype;
    Element.prototype.remove = function () {
      if (this.classList.contains('glance')) {
        const texts: string[] = [];
        const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() !== null) texts.push(walker.currentNode.textContent ?? '');
        const curves = [...this.querySelectorAll('polyline')];
        const [first] = curves;
        Object.assign(globalThis, {
          glance: {
            texts,
            verdict: this.querySelector('.verdict')?.textContent ?? '',
            curves: curves.map((curve) => curve.dataset.series ?? ''),
            points: first?.points.numberOfItems ?? 0,
            isInert: this.hasAttribute('inert'),
            colour: first === undefined ? '' : getComputedStyle(first).stroke,
            painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
            drawn: Reflect.get(globalThis, 'drawnAt') ?? Number.NaN,
          },
        });
      }
      Reflect.apply(remove, this, []);
    };
  });
}

/** What this panel began with; it has to be gone. */
export function glanceIn(panel: FrameLocator): Promise<SeenGlance> {
  return panel.locator('body').evaluate(() => Reflect.get(globalThis, 'glance'));
}
