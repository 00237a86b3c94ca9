import type { ScriptElement } from './element.ts';
import { ForeignContent } from './foreign-content.ts';
import { nextMark } from './markup.ts';
import { rawTextEnd, scriptDataEnd } from './raw-text.ts';

/** How a format differs from HTML in what ends an element. */
interface Format {
  /** Elements whose content is text, whatever it looks like. */
  readonly textual: ReadonlySet<string>;
  /** Whether `<script />` is a whole element. */
  readonly selfClosing: boolean;
  endOfScript(text: string, from: number): number;
}

/** WHATWG HTML, 13.3: raw text and escapable raw text, as browsers that run scripts read them. */
const HTML: Format = {
  textual: new Set(['style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext']),
  selfClosing: false,
  endOfScript: scriptDataEnd,
};

/** Svelte's own parser ends a script at its first end tag. */
const SVELTE: Format = {
  textual: new Set(['style', 'textarea']),
  selfClosing: true,
  endOfScript: (text, from) => rawTextEnd(text, from, 'script'),
};

/** The script elements of an HTML document, as a browser would find them, in one pass. */
export function htmlScripts(text: string): ScriptElement[] {
  return scriptsIn(text, HTML);
}

/** The script elements of a Svelte component, those of its markup (`<svelte:head>`) among them. */
export function svelteScripts(text: string): ScriptElement[] {
  return scriptsIn(text, SVELTE);
}

function scriptsIn(text: string, format: Format): ScriptElement[] {
  const found: ScriptElement[] = [];
  const foreign = new ForeignContent();
  let at = 0;
  for (let mark = nextMark(text, at); mark !== null; mark = nextMark(text, at)) {
    at = mark.end;
    if (mark.kind === 'end') foreign.ends(mark.tag);
    if (mark.kind !== 'start') continue;
    const { name, attributes, selfClosing } = mark.tag;
    foreign.starts(mark.tag);
    if (selfClosing && (format.selfClosing || foreign.isInside)) continue;
    if (name === 'script') {
      const end = format.endOfScript(text, at);
      found.push({ start: at, end, attributes });
      at = end;
    } else if (format.textual.has(name) && !foreign.isInside) {
      at = name === 'plaintext' ? text.length : rawTextEnd(text, at, name);
    }
  }
  return found;
}
