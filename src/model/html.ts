/** A text as it is written between tags, or within double quotes, of HTML: nothing in it becomes markup. */
export function htmlText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
