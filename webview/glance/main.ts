import * as l10n from '@vscode/l10n';
import type { DocumentMessage } from '../../src/protocol.ts';
import { setLanguage } from '../language.ts';

/** The editor's language, and the texts that it has in it. */
export interface Speech {
  readonly language: string;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Runs in the extension: HTML for a page that will be told of this document, to be seen until its script has run; empty for
 * nothing. The texts of the page's modules are looked up when they are loaded, so this comes first.
 * @param model index among the document's models.
 */
export async function glanceOf(document: DocumentMessage, model: number, { language, texts }: Speech): Promise<string> {
  l10n.config({ contents: { ...texts } });
  setLanguage(language);
  const { glanceAt } = await import('./glance.ts');
  return (await glanceAt(document, model))?.html ?? '';
}
