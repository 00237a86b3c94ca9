import { isRelative } from './module-uris.ts';

/** `from './x'`, `import './x'`, `require('./x')`, `import('./x')`. */
const SPECIFIER = /\b(?:from|(?:import|require)\s{0,20}\(?)\s{0,20}(?:'(\.[^'\n]{0,500})'|"(\.[^"\n]{0,500})")/g;

/** How far before `from` a statement is looked at. */
const STATEMENT = 400;

/**
 * The relative specifiers that a script imports values from, without repeats, in the order of the text. Told from the
 * text alone, so that files can be fetched before anything is parsed; what stands in comments is taken for an import.
 */
export function importSpecifiers(text: string): readonly string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(SPECIFIER)) {
    const specifier = match[1] ?? match[2] ?? '';
    if (isRelative(specifier) && !isTypeImport(text, match.index)) found.add(specifier);
  }
  return [...found];
}

/** Types say nothing about layers, and importing them runs nothing. */
function isTypeImport(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - STATEMENT), at);
  const start = Math.max(before.lastIndexOf('import'), before.lastIndexOf('export'));
  return start !== -1 && /^(?:im|ex)port\s+type\b[^'"]*$/.test(before.slice(start));
}
