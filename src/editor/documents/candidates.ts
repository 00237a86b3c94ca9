import { mayHoldModel } from '../../frontends/may-hold-model.ts';
import { type Language, languageOfPath } from '../../language.ts';

/**
 * Language of each editor language identifier that can hold a model. Those of Vue and Svelte exist where the user has an
 * extension for them.
 */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  typescript: 'typescript',
  typescriptreact: 'tsx',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  json: 'json',
  jsonc: 'json',
  html: 'html',
  vue: 'vue',
  svelte: 'svelte',
};

/** The editor's usual name for the language of a file that it has not opened. */
export function languageIdOf(language: Language): string {
  return Object.keys(LANGUAGES).find((id) => LANGUAGES[id] === language) ?? language;
}

/** Files that are looked at whatever the editor takes their language for: without an extension for it they are plain text. */
export const COMPONENT_FILES = '**/*.{vue,svelte}';

/** The core's language of a document, null for one that holds no models. A component is one under any language's name. */
export function languageOfDocument(languageId: string, path: string): Language | null {
  const byPath = languageOfPath(path);
  if (byPath === 'vue' || byPath === 'svelte') return byPath;
  return Object.hasOwn(LANGUAGES, languageId) ? (LANGUAGES[languageId] ?? null) : null;
}

/** Characters above which a document is analysed only when the user asks for it, unless the user sets another number. */
export const MAX_LENGTH = 1024 * 1024;

export type SkipReason = 'noModel' | 'tooLarge';

/** Why a text is not worth, or not allowed, a parse on every keystroke; null if it is analysed. */
export function skipReason(text: string, language: Language, maxLength = MAX_LENGTH): SkipReason | null {
  if (!mayHoldModel(text, language)) return 'noModel';
  return text.length > maxLength ? 'tooLarge' : null;
}
