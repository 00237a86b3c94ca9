import axe, { type AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** What axe-core finds in the panel's page, a line a finding: how bad, which rule, where. */
export async function accessibilityIssues(panel: FrameLocator): Promise<string[]> {
  const body = await panel.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (frame === null || frame === undefined) throw new Error('The panel has no page.');
  // As the debugger does: the page's content security policy lets nothing else in.
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate(
    (): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(document, { resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
