/** Pages and components, in which scripts are blocks. */
export type MarkupLanguage = 'html' | 'vue' | 'svelte';

/** Language of a document; decides the frontend and, for scripts, the grammar. */
export type Language = 'typescript' | 'tsx' | 'javascript' | 'json' | MarkupLanguage;

/** Language of a file by its extension: every kind of file that can hold a model. */
export const EXTENSIONS: Readonly<Record<string, Language>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  json: 'json',
  jsonc: 'json',
  html: 'html',
  htm: 'html',
  vue: 'vue',
  svelte: 'svelte',
};

/** Null for a path whose extension is none of `EXTENSIONS`. */
export function languageOfPath(path: string): Language | null {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}

export function isMarkup(language: Language): language is MarkupLanguage {
  return language === 'html' || language === 'vue' || language === 'svelte';
}
