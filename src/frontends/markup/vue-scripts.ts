import type { ScriptElement } from './element.ts';
import { nextMark } from './markup.ts';
import { rawTextEnd } from './raw-text.ts';
import type { Tag } from './tag.ts';

/** Elements of a template whose content is text. */
const TEXTUAL = new Set(['script', 'style', 'textarea', 'title']);

/**
 * The scripts of a Vue single-file component: its blocks at the root, never what a template or another block holds. Every
 * block is text up to its own end tag, but for a template in HTML, in which templates may lie.
 */
export function vueScripts(text: string): ScriptElement[] {
  const found: ScriptElement[] = [];
  let at = 0;
  for (let mark = nextMark(text, at); mark !== null; mark = nextMark(text, at)) {
    at = mark.end;
    if (mark.kind !== 'start' || mark.tag.selfClosing) continue;
    if (isHtmlTemplate(mark.tag)) {
      at = templateEnd(text, at);
      continue;
    }
    const end = rawTextEnd(text, at, mark.tag.name);
    if (mark.tag.name === 'script') found.push({ start: at, end, attributes: mark.tag.attributes });
    at = end;
  }
  return found;
}

function isHtmlTemplate({ name, attributes }: Tag): boolean {
  return name === 'template' && /^(?:html)?$/.test(attributes.get('lang') ?? '');
}

/** Behind the end tag of a template whose content begins at an offset. */
function templateEnd(text: string, from: number): number {
  const interpolations = new Interpolations(text);
  let depth = 1;
  let at = from;
  for (let mark = nextMark(text, at); mark !== null; mark = nextMark(text, at)) {
    const behind = interpolations.endAround(mark.start, at);
    at = behind ?? mark.end;
    if (behind !== null || mark.kind === 'other' || mark.tag.selfClosing) continue;
    const { name } = mark.tag;
    if (name === 'template') depth += mark.kind === 'start' ? 1 : -1;
    else if (mark.kind === 'start' && TEXTUAL.has(name)) at = rawTextEnd(text, at, name);
    if (depth === 0) return at;
  }
  return text.length;
}

/** The `{{ … }}` of a template's text, in which a `<` begins nothing; asked for places in the order of the text. */
class Interpolations {
  private readonly text: string;
  /** Of the next one from the last place on; behind the text where there is none. */
  private start = -1;
  private closing = -1;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * Where the interpolation ends that an offset lies in; null if it lies in none. One that is not closed yet is none: it
   * would take all that follows.
   * @param from where the text begins that the offset ends.
   */
  endAround(offset: number, from: number): number | null {
    let at = from;
    for (;;) {
      this.start = this.start < at ? this.next('{{', at) : this.start;
      if (this.start >= offset) return null;
      this.closing = this.closing < this.start ? this.next('}}', this.start) : this.closing;
      if (this.closing === Number.POSITIVE_INFINITY) return null;
      at = this.closing + 2;
      if (at > offset) return at;
    }
  }

  private next(brace: string, from: number): number {
    const at = this.text.indexOf(brace, from);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  }
}
