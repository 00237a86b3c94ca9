import { PAGE_DATA, type PageData } from '../src/protocol/page-data.ts';

/** What the extension has put into the page itself; null where it has not. */
export function pageData(data: PageData): unknown {
  const written = document.getElementById(PAGE_DATA[data])?.textContent ?? 'null';
  return JSON.parse(written);
}
