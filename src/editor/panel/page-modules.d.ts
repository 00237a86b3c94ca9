/** What the build hands over of the page. `webview/glance/main.ts`, whose own types are a browser's: */
declare module '#glance' {
  export function glanceOf(
    document: import('../../protocol.ts').DocumentMessage,
    model: number,
    speech: { readonly language: string; readonly texts: Readonly<Record<string, string>> },
  ): Promise<string>;
}

/** The style sheet. */
declare module '#page-style' {
  const text: string;
  export default text;
}

/** `webview/glance/start.ts`. */
declare module '#page-script' {
  const text: string;
  export default text;
}
