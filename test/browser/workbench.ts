import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/host/browser.mjs';
import { pageAddress } from '../../scripts/host/page-address.mjs';
import { renewSamples, scratchSamples } from '../../scripts/host/scratch.mjs';
import { startServer } from '../../scripts/host/server.mjs';
import { WITHOUT_SCRIPT_CHECKS } from '../../scripts/host/settings.mjs';
import { APART_FLAGS, keepWebviewsApart } from './apart.ts';

export interface WorkbenchOptions {
  /** Absolute path of the VSIX to install. */
  readonly vsix: string;
  /** Names the copy of samples/ that is opened. */
  readonly purpose: string;
  /** File of samples/ to show first. */
  readonly file: string;
  /** `workbench.colorTheme`. */
  readonly theme?: string;
  /** Texts by the names of files that the copy has besides the samples. */
  readonly files?: Readonly<Record<string, string>>;
  /** The editor's display language, English if not given. */
  readonly language?: string;
  /** Besides those of every window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether webviews have a process of their own. */
  readonly webviewsApart?: boolean;
  /** CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

const ATTEMPTS = 4;
const ATTEMPT_MS = 3000;
/** For everything that is waited for: a window on a machine with much else to do takes its time. */
const PATIENCE_MS = 90_000;
const PICTURES = 40;
const PICTURE_MS = 500;

/** Runs in the page before the workbench, which asks this global for its language; its own texts stay English. */
function speak(language: string): void {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { value: language });
}

type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A real VS Code window over a copy of samples/, with the packed extension, driven as a person would. */
export class Workbench {
  readonly page: Page;
  /** The copy of samples/. */
  readonly folder: string;
  private readonly browser: Browser;
  private readonly stopServer: () => Promise<void>;

  private constructor(page: Page, folder: string, browser: Browser, stopServer: () => Promise<void>) {
    this.page = page;
    this.folder = folder;
    this.browser = browser;
    this.stopServer = stopServer;
  }

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const { vsix, purpose, file, theme, files, language, viewport, webviewsApart = false } = options;
    const folder = scratchSamples(purpose);
    for (const [name, text] of Object.entries(files ?? {})) writeFileSync(join(folder, name), text);
    const server = await startServer({
      vsix: [vsix],
      testDriver: true,
      settings: {
        'editor.minimap.enabled': false,
        'files.autoSave': 'off',
        // A list that comes late takes the full stop behind `tf.l` for its word's: the text would be another one by chance.
        'editor.acceptSuggestionOnCommitCharacter': false,
        // So that a terminal's text is in the page.
        'terminal.integrated.gpuAcceleration': 'off',
        ...WITHOUT_SCRIPT_CHECKS,
        ...(theme === undefined ? {} : { 'workbench.colorTheme': theme }),
        ...options.settings,
      },
    });
    const browser = await openBrowser(webviewsApart ? APART_FLAGS : []);
    const page = await browser.newPage({ viewport: viewport ?? { width: 1440, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    if (language !== undefined) await page.addInitScript(speak, language);
    if (webviewsApart) await keepWebviewsApart(page, server.port);
    const workbench = new Workbench(page, folder, browser, server.stop);
    try {
      await page.goto(pageAddress(server, { folder, openFile: join(folder, file) }));
      await workbench.showsFile(file);
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
  }

  /**
   * Loads the window anew by its own command, which first puts away what was open: a browser's reload may lose the last few seconds.
   * One that is told which file to open would not look back at what was open.
   */
  async reload(): Promise<void> {
    const address = new URL(this.page.url());
    address.searchParams.delete('payload');
    await this.page.evaluate((href) => history.replaceState(null, '', href), address.href);
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
  }

  /** As it was when it opened: nothing but this file in it, the samples as they are delivered. What was not saved is lost. */
  async renew(file: string): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.command('View: Close All Editors');
    const discard = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" });
    const empty = this.page.locator('.editor-group-container.empty');
    await discard.or(empty).first().waitFor();
    if (await discard.isVisible()) await discard.click();
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
    if (await this.page.locator('.part.panel').isVisible()) await this.command('View: Hide Panel');
    renewSamples(this.folder);
    await this.openFile(file);
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Runs a command by its name in the palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(`>${title}`, title);
  }

  /** From a panel beside it back to the text. */
  focusText(): Promise<void> {
    return this.command('View: Focus First Editor Group');
  }

  async openFile(file: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.pick(file, file);
    await this.showsFile(file);
  }

  /** Puts the cursor at a 1-based position of the active editor; no column means the end of the line. */
  async goTo(line: number, column?: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`:${line}${column === undefined ? '' : `:${column}`}`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
    if (column === undefined) await this.page.keyboard.press('End');
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text, { delay: 15 });
  }

  /** Saves the active editor and reads the file back. */
  async saved(file: string): Promise<string> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
    return readFile(join(this.folder, file), 'utf8');
  }

  /** Underlined stretches in sight. */
  squiggles(severity: Severity) {
    return this.page.locator(`.editor-instance .view-overlays .squiggly-${severity}`);
  }

  /** Text shown ahead of the cursor that is not in the document yet. */
  ghostText() {
    return this.page.locator('.editor-instance .view-lines .ghost-text-decoration, .editor-instance .ghost-text');
  }

  /**
   * Waits for ghost text. The workbench asks for it once after each pause in typing, and drops the answer where a list of
   * suggestions opens late: whoever sees none types on.
   */
  async offersGhostText(): Promise<void> {
    const typeOn = async () => {
      await this.page.keyboard.type(' ');
      await this.page.keyboard.press('Backspace');
    };
    const ghostText = this.ghostText().first();
    const isShown = await ghostText.waitFor({ timeout: 2 * ATTEMPT_MS }).then(
      () => true,
      () => false,
    );
    if (!isShown) await this.until(ghostText, typeOn);
  }

  /** What the Problems view lists about the workspace, a row each. */
  async problems(): Promise<string[]> {
    await this.command('Problems: Focus on Problems View');
    const rows = this.page.locator(
      '.markers-panel .monaco-list-row .marker-message-details-container, .markers-panel .monaco-list-row .marker-line',
    );
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** Opens the list of notifications; the result is its entries. In a window without a person they do not pop up. */
  async openNotifications(): Promise<Locator> {
    const center = this.page.locator('.notifications-center.visible');
    // A window that is still being made ready closes it again.
    await this.until(center, () => this.command('Notifications: Show Notifications'));
    return this.page.locator('.notifications-center .notification-list-item');
  }

  /** Opens the settings editor on this extension's settings; the result is their rows in sight. */
  async openSettings(): Promise<Locator> {
    await this.command('Preferences: Open Settings (UI)');
    await this.page.locator('.settings-editor .suggest-input-container .view-lines').click();
    // The space ends the list of filters; Escape would take the text away where there is none.
    await this.page.keyboard.type('@ext:init-lens.init-lens ');
    const rows = this.page.locator('.settings-editor .settings-tree-container .setting-item-contents');
    await rows.filter({ hasText: 'Init Lens' }).first().waitFor();
    return rows;
  }

  /** Opens the light bulb's menu at the cursor; the result is its first entry with this text. */
  async openLightBulb(title: string | RegExp): Promise<Locator> {
    const entry = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await this.until(entry, () => this.page.keyboard.press('Control+.'));
    return entry;
  }

  /** Takes the first entry with this text from the light bulb's menu at the cursor, and waits for its edit. */
  async quickFix(title: string | RegExp): Promise<void> {
    const entry = await this.openLightBulb(title);
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
    await this.page.locator('.tab.active.dirty').waitFor();
  }

  /** Rests the mouse on a word in sight; the result is what is shown about it, once it says `expected`. */
  async hover(word: string, expected: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover .hover-contents', { hasText: expected }).first();
    await this.until(hover, async () => {
      // From elsewhere: a mouse that rests already moves nothing.
      await this.page.locator('.editor-instance .view-line').first().hover();
      await this.page.locator('.editor-instance .view-line span span', { hasText: word }).last().hover();
    });
    return hover;
  }

  /** Waits until two pictures in a row are the same: nothing moves or loads any more. */
  async settle(): Promise<void> {
    let before: Buffer = Buffer.alloc(0);
    for (let picture = 0; picture < PICTURES; picture++) {
      const now = await this.page.screenshot({ caret: 'hide' });
      if (now.equals(before)) return;
      before = now;
      await this.page.waitForTimeout(PICTURE_MS);
    }
  }

  /** Repeats what a person does until it has its effect: the editor may still be computing what it would show. */
  private async until(effect: Locator, act: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
      await act();
      const shown = await effect.waitFor({ timeout: ATTEMPT_MS }).then(
        () => true,
        () => false,
      );
      if (shown) return;
      await this.page.keyboard.press('Escape');
    }
    await act();
    await effect.waitFor();
  }

  /** Types into the open quick pick and takes the first entry with this text. */
  private async pick(filter: string, entry: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await widget.locator('input').fill(filter);
    // Enter takes the row that has the focus: until the filter is at work that is another one.
    await widget.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  private async showsFile(file: string): Promise<void> {
    // A panel on the file bears its name too.
    await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }
}

/** A window for tests over the package that their stage has made. */
export async function openForTests(options: Omit<WorkbenchOptions, 'vsix'>): Promise<Workbench> {
  const vsix = process.env.INIT_LENS_VSIX;
  assert.ok(vsix, 'run through `node scripts/test.mjs browser`, which packs the extension first');
  return Workbench.open({ ...options, vsix });
}
