let told: string | null = null;

/** The editor's language, a BCP 47 tag: the extension writes it on the page. English where nobody says. */
export function language(): string {
  const written = told ?? (typeof document === 'undefined' ? '' : document.documentElement.lang);
  return isUsable(written) ? written : 'en';
}

/** Tells the language where there is no page. */
export function setLanguage(tag: string): void {
  told = tag;
}

/** `a, b and c`. */
export function listOfAll(texts: readonly string[]): string {
  return new Intl.ListFormat(language()).format(texts);
}

/** A tag that is none would make every number format throw. */
function isUsable(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
