import type { ScriptLanguage } from '../script/parser.ts';

type Attributes = ReadonlyMap<string, string>;

/** What a script element holds. */
export type BlockKind =
  | { readonly kind: 'script'; readonly language: ScriptLanguage; readonly isModule: boolean }
  | { readonly kind: 'json' };

/** WHATWG MIME Sniffing, 4.6: what browsers run as JavaScript. */
const JAVASCRIPT =
  /^(?:(?:application|text)\/(?:x-)?(?:ecma|java)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/;
/** What compilers that work in the page run, and bundlers compile. */
const TYPESCRIPT = /^(?:(?:application|text)\/(?:x-)?)?typescript$/;
const WITH_JSX = /^text\/(?:babel|jsx)$/;
const JSON_TYPE = /^(?:(?:application|text)\/json|[\w.+-]+\/[\w.+-]+\+json)$/;

const LANGUAGES: ReadonlyMap<string, ScriptLanguage> = new Map([
  ['js', 'javascript'],
  ['javascript', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['typescript', 'typescript'],
  ['tsx', 'tsx'],
]);

/**
 * What a script element of an HTML document or a component holds; null where it is no script (an import map, a template,
 * a shader), one in a language that is not read, or one that a browser takes from elsewhere.
 */
export function blockKind(attributes: Attributes): BlockKind | null {
  const type = (attributes.get('type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (JSON_TYPE.test(type)) return { kind: 'json' };
  // What stands between its tags is not run.
  if (attributes.has('src')) return null;
  const language = languageOfType(type, attributes);
  if (language === null) return null;
  const isModule = type === 'module' || attributes.get('data-type') === 'module';
  return { kind: 'script', language: LANGUAGES.get(langOf(attributes)) ?? language, isModule };
}

/** What a single-file component's block holds: its `lang` decides. */
export function componentBlockKind(attributes: Attributes): BlockKind | null {
  const lang = langOf(attributes);
  return lang !== '' && !LANGUAGES.has(lang) ? null : blockKind(attributes);
}

function languageOfType(type: string, attributes: Attributes): ScriptLanguage | null {
  if (type === '' || type === 'module' || JAVASCRIPT.test(type)) return 'javascript';
  if (TYPESCRIPT.test(type)) return 'typescript';
  if (type === 'text/tsx') return 'tsx';
  if (!WITH_JSX.test(type)) return null;
  return /\btypescript\b/.test(attributes.get('data-presets') ?? '') ? 'tsx' : 'javascript';
}

function langOf(attributes: Attributes): string {
  return attributes.get('lang')?.trim().toLowerCase() ?? '';
}
