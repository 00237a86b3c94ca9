import type { RuleId } from '../advice/rule-id.ts';
import type { Environment } from '../analyser.ts';

/** What a command sees of the world, so that tests can stand in for it. */
export interface Terminal {
  /** The folder that relative paths start from, and that printed paths are relative to. */
  readonly folder: string;
  readonly environment: Environment;
  /** All of standard input. */
  input(): Promise<Uint8Array>;
  print(text: string): void;
  /** Standard error. */
  complain(text: string): void;
  /** Text of a rule's page. */
  rulePage(rule: RuleId): Promise<string>;
}

/** What the process ends with. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** A command line that makes no sense; the message says what would. */
export class UsageError extends Error {}
