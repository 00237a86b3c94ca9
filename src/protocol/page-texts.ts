/** Id of the block that has the page's texts in the editor's language. */
export const TEXTS_ID = 'texts';

/** The block as HTML. A browser neither runs it nor looks for markup in it up to its end, which no text can write. */
export function textsBlock(texts: Readonly<Record<string, string>>): string {
  const json = JSON.stringify(texts).replace(/</g, '\\u003c');
  return `<script type="application/json" id="${TEXTS_ID}">${json}</script>`;
}
