import { htmlText } from '../../src/model/html.ts';

/** HTML that was put together by `tag`: its texts are escaped. */
export class Markup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** An element with attributes and children; strings become text, never markup. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${htmlText(String(value))}"`);
  const inside = children.map((child) => (typeof child === 'string' ? htmlText(child) : child.html));
  return new Markup(`<${name}${written.join('')}>${inside.join('')}</${name}>`);
}
