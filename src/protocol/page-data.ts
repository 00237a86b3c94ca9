/** What the extension puts into the panel's page itself: blocks of JSON, found by their ids. */
export const PAGE_DATA = {
  /** Messages that the page would else have to wait for. */
  known: 'known',
  /** The page's texts in the editor's language. */
  texts: 'texts',
} as const;

export type PageData = keyof typeof PAGE_DATA;

/** The block as HTML. A browser neither runs it nor looks for markup in it up to its end, which no data can write. */
export function dataBlock(data: PageData, value: unknown): string {
  const json = JSON.stringify(value).replace(/</g, '\\u003c');
  return `<script type="application/json" id="${PAGE_DATA[data]}">${json}</script>`;
}
