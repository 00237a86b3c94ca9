import { isMarkup, type Language } from '../language.ts';
import { mayHoldJsonModel } from './json/may-hold-json-model.ts';
import { mayHoldScriptModel } from './script/packages.ts';

const SCRIPT_TAG = /<script/i;

/** Whether a document can hold a model: told from the text alone, so that no parser is loaded for other files. */
export function mayHoldModel(text: string, language: Language): boolean {
  if (isMarkup(language)) return SCRIPT_TAG.test(text) && (mayHoldScriptModel(text) || mayHoldJsonModel(text));
  return language === 'json' ? mayHoldJsonModel(text) : mayHoldScriptModel(text);
}
