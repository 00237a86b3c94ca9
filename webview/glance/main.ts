import '../translations.ts';
import { parseHostToPanel } from '../../src/protocol.ts';
import { runLater } from '../later-script.ts';
import { glanceAt } from './glance.ts';
import { parseKnown } from './known.ts';

/** Milliseconds after which the page no longer waits for its first picture: a page that is hidden is never drawn. */
const LONGEST_WAIT = 100;

const own = document.currentScript;
const { panel = '', ...data } = own?.dataset ?? {};

async function start(): Promise<void> {
  const shown = await shownAtFirst().catch((error: unknown) => {
    // The page itself says what cannot be shown.
    console.error(error);
    return null;
  });
  if (shown !== null) {
    document.body.append(shown);
    await Promise.race([firstPicture(), wait(LONGEST_WAIT)]);
  }
  await runLater(panel, own?.nonce ?? '', data);
}

/** Of what the extension knows already; null if that is nothing. */
async function shownAtFirst(): Promise<HTMLElement | null> {
  const messages = parseKnown(data.known ?? '').map(parseHostToPanel);
  const document = messages.find((message) => message?.type === 'document');
  const asked = messages.find((message) => message?.type === 'show');
  return document === undefined || document === null ? null : glanceAt(document, asked?.model ?? 0);
}

/** The editor shows a page once it is loaded. */
async function firstPicture(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
  await new Promise(requestAnimationFrame);
  await wait(0);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

void start();
