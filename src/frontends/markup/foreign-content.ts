import type { Tag } from './tag.ts';

/** Elements whose content is no HTML. */
const FOREIGN = new Set(['svg', 'math']);
/** Nested deeper than this nothing is told apart any more: browsers flatten such documents too. */
const DEPTH = 512;
/** Elements of these whose content is HTML again (WHATWG HTML, 13.2.6.5, integration points). */
const BACK_IN_HTML = new Set(['foreignobject', 'desc', 'annotation-xml']);

/**
 * Whether a place of an HTML document lies in SVG or MathML. There `<title/>` and `<style/>` close themselves and hold
 * markup; in HTML they would swallow all that follows.
 */
export class ForeignContent {
  private readonly open: string[] = [];

  get isInside(): boolean {
    return FOREIGN.has(this.open.at(-1) ?? '');
  }

  starts({ name, selfClosing }: Tag): void {
    const isPoint = this.isInside && BACK_IN_HTML.has(name);
    const isDeeper = !selfClosing && (FOREIGN.has(name) || isPoint);
    if (isDeeper && this.open.length < DEPTH) this.open.push(name);
  }

  ends({ name }: Tag): void {
    if (!FOREIGN.has(name) && !BACK_IN_HTML.has(name)) return;
    const at = this.open.lastIndexOf(name);
    if (at !== -1) this.open.length = at;
  }
}
