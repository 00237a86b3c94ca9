import * as l10n from '@vscode/l10n';
import type { HostToPanel } from '../../src/protocol.ts';
import { setLanguage } from '../language.ts';

/** The editor's language, and the texts that it has in it. */
export interface Speech {
  readonly language: string;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Runs in the extension: HTML for a page that will get these messages, to be seen until its script has run; empty for nothing.
 * The texts of the page's modules are looked up when they are loaded, so this comes first.
 */
export async function glanceOf(messages: readonly HostToPanel[], { language, texts }: Speech): Promise<string> {
  const document = messages.find((message) => message.type === 'document');
  const asked = messages.find((message) => message.type === 'show');
  if (document === undefined) return '';
  l10n.config({ contents: { ...texts } });
  setLanguage(language);
  const { glanceAt } = await import('./glance.ts');
  return (await glanceAt(document, asked?.model ?? 0))?.html ?? '';
}
