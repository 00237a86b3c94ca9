import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/** No graphics card, no background traffic; the sandbox needs rights that a container does not give. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium.
 *
 * @param {readonly string[]} flags further ones
 */
export async function openBrowser(flags = []) {
  return chromium.launch({ executablePath: await ensureChromium(), args: [...FLAGS, ...flags] });
}
