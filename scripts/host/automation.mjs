import { format } from 'node:util';

/** Longest time without a word from the page: where no host can run the tests, it never calls back. */
const SILENCE = 90_000;

/** What each message of the tests' own report begins with (test/host/marked-output.ts). */
const MARK = '│';

/**
 * Opens a workbench page that runs tests, prints their report, and waits for their end. The workbench's own log is shown
 * only after a failure.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @returns {Promise<number>} the exit code that the workbench reports
 */
export function runPage(page, address) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const log = [];
    const showLog = () => process.stdout.write(`The workbench's log:\n${log.join('\n')}\n`);
    /** @type {NodeJS.Timeout | undefined} */
    let watchdog;
    const heard = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        showLog();
        reject(new Error(`Nothing heard from the workbench for ${SILENCE / 1000} s`));
      }, SILENCE);
    };
    const hear = (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      heard();
      const message = format(...args);
      if (message.startsWith(MARK)) process.stdout.write(`${message}\n`);
      else log.push(`${type}: ${message}`);
    };
    const end = (/** @type {number} */ code) => {
      clearTimeout(watchdog);
      if (code !== 0) showLog();
      resolve(code);
    };
    heard();
    Promise.all([page.exposeFunction('codeAutomationLog', hear), page.exposeFunction('codeAutomationExit', end)])
      .then(() => page.goto(address))
      .catch(reject);
  });
}
