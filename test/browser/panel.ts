import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The page inside the panel: VS Code puts a webview two frames deep. */
export function panelIn(workbench: Workbench): FrameLocator {
  return workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** The cells of a table in the panel, row by row. */
export async function tableRows(panel: FrameLocator, selector: string): Promise<string[][]> {
  const rows = panel.locator(`${selector} tr`);
  return rows.evaluateAll((elements) =>
    elements.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
  );
}
