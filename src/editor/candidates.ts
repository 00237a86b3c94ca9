import { mayHoldModel } from '../frontends/may-hold-model.ts';
import type { Language } from '../language.ts';

/** Language of each editor language identifier that can hold a model. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  typescript: 'typescript',
  typescriptreact: 'tsx',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  json: 'json',
  jsonc: 'json',
};

/** Characters above which a document is analysed only when the user asks for it, unless the user sets another number. */
export const MAX_LENGTH = 1024 * 1024;

export type SkipReason = 'noModel' | 'tooLarge';

/** Why a text is not worth, or not allowed, a parse on every keystroke; null if it is analysed. */
export function skipReason(text: string, language: Language, maxLength = MAX_LENGTH): SkipReason | null {
  if (!mayHoldModel(text, language)) return 'noModel';
  return text.length > maxLength ? 'tooLarge' : null;
}
