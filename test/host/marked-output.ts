import type Mocha from 'mocha';

/**
 * Begins each message of Mocha's reports with a bar. Under test a workbench prints its own log and the tests' output through
 * one channel; by the bar the host script tells them apart.
 */
export function markOutput(base: typeof Mocha.reporters.Base): void {
  base.consoleLog = (format: unknown = '', ...values: readonly unknown[]) => console.log(`│ ${format}`, ...values);
}
