import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { messageBundle } from '../../scripts/l10n/messages.mjs';
import { CACHE } from '../../scripts/project.mjs';

/** The tag that is kept for languages nobody speaks. */
export const PSEUDO_LANGUAGE = 'qps-ploc';

/** Quotes and an angle bracket would show at once where a text is taken for markup. */
const [OPEN, CLOSE] = ['⟦"<', '⟧'];

/** A copy of the package with a translation in which every message stands in brackets. */
export function withPseudoLanguage(vsix: string): string {
  const entries = unzipSync(readFileSync(vsix));
  const translated = Object.keys(messageBundle()).map((message) => [message, `${OPEN}${message}${CLOSE}`]);
  const name = `extension/l10n/bundle.l10n.${PSEUDO_LANGUAGE}.json`;
  entries[name] = new TextEncoder().encode(JSON.stringify(Object.fromEntries(translated)));
  const copy = join(CACHE, `${PSEUDO_LANGUAGE}.vsix`);
  writeFileSync(copy, zipSync(entries));
  return copy;
}

/** What is left of a text beside its brackets, which may hold further ones. */
export function outsideBrackets(text: string): string {
  const innermost = new RegExp(`${OPEN}[^${OPEN[0]}${CLOSE}]*${CLOSE}`, 'g');
  for (let before = '', rest = text; ; ) {
    before = rest;
    rest = rest.replace(innermost, '');
    if (rest === before) return rest;
  }
}
