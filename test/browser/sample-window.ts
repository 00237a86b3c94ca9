import { openForTests, type Workbench } from './workbench.ts';

/** The sample MLP. */
export const SAMPLE = 'mlp.ts';

let shared: Workbench | undefined;

/**
 * A window over the samples with the MLP in front. Suites that begin so have one after the other the same, renewed: to open one
 * takes two cores twenty seconds. It is closed after the last suite of the run.
 */
export async function sampleWindow(): Promise<Workbench> {
  const before = shared;
  shared = undefined;
  if (before !== undefined && (await isInOrder(before))) shared = before;
  shared ??= await openForTests({ purpose: 'sample', file: SAMPLE });
  return shared;
}

/** Puts it in order; one that a failed test has left so that this fails is closed. */
async function isInOrder(window: Workbench): Promise<boolean> {
  try {
    await window.renew(SAMPLE);
    return true;
  } catch (error) {
    console.log(`  (the window could not be renewed: ${error instanceof Error ? error.message : error})`);
    await window.close();
    return false;
  }
}

after(() => shared?.close());
