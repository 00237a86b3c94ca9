/**
 * Stands in the page: runs its script once what came with the page is on the screen. The editor shows a page when it is loaded,
 * and a script that the page itself names would be waited for.
 */
import { runLater } from '../later-script.ts';
import { endGlance, GLANCE } from './cover.ts';

/** Milliseconds after which the first picture is no longer waited for: a page that is hidden is never drawn. */
const LONGEST_WAIT = 1000;

const own = document.currentScript;
const { panel = '', ...data } = own?.dataset ?? {};
const nonce = own?.nonce ?? '';

async function start(): Promise<void> {
  if (document.querySelector(`.${GLANCE}`) !== null) await Promise.race([firstPicture(), wait(LONGEST_WAIT)]);
  await runLater(panel, nonce, data);
}

async function firstPicture(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
  await new Promise(requestAnimationFrame);
  await wait(0);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

start().catch((error: unknown) => {
  // Without its script the page would be this picture for ever.
  endGlance();
  const said = document.createElement('p');
  said.className = 'error';
  said.textContent = error instanceof Error ? error.message : String(error);
  document.body.append(said);
});
