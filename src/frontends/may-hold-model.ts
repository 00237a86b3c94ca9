import { mayHoldJsonModel } from './json/read-json.ts';
import { mayHoldScriptModel } from './script/packages.ts';
import type { ScriptLanguage } from './script/parser.ts';

/** Whether a document can hold a model: told from the text alone, so that no parser is loaded for other files. */
export function mayHoldModel(text: string, language: ScriptLanguage | 'json'): boolean {
  return language === 'json' ? mayHoldJsonModel(text) : mayHoldScriptModel(text);
}
