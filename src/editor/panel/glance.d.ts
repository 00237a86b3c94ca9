/** `webview/glance/main.ts`: of the page's code, whose types are a browser's. */
declare module '#glance' {
  export function glanceOf(
    messages: readonly import('../../protocol.ts').HostToPanel[],
    speech: { readonly language: string; readonly texts: Readonly<Record<string, string>> },
  ): Promise<string>;
}
