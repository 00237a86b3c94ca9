import type { Page } from 'playwright-core';

/** Flags of a browser that gives each site a process, and lets a page that a test has written reach the server. */
export const APART_FLAGS: readonly string[] = ['--site-per-process', '--disable-features=LocalNetworkAccessChecks'];

/**
 * Gives webviews a site of their own, and with it a process, before the window is loaded. So they have it in a desktop's VS Code
 * and in VS Code for the Web; a server of one's own names its own address for them, where they share the window's thread and heap.
 *
 * Only the window's first load is seen to. While a page has a route, its browser keeps no cache and each of its requests, its
 * frames' too, waits for this process.
 */
export async function keepWebviewsApart(page: Page, port: number): Promise<void> {
  const site = `http://{{uuid}}.localhost:${port}/`;
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('&quot;webviewEndpoint&quot;:&quot;', `$&${site}`);
      const policy = response.headers()['content-security-policy'] ?? '';
      const headers = {
        'content-type': 'text/html',
        'content-security-policy': policy.replace("frame-src 'self'", `$& http://*.localhost:${port}`),
      };
      await route.fulfill({ status: response.status(), body, headers });
    },
    { times: 1 },
  );
}
