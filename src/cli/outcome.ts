/** Exit statuses: part of the command line's contract. */
export const NOTHING_FOUND = 0;
export const FINDINGS = 1;
export const WRONG_USAGE_OR_UNREADABLE = 2;

export type ExitStatus = typeof NOTHING_FOUND | typeof FINDINGS | typeof WRONG_USAGE_OR_UNREADABLE;

/** A call that cannot be carried out as written; the message is a sentence for the user. */
export class UsageError extends Error {}

/** A file or folder that cannot be read; the message is a sentence for the user. */
export class UnreadableError extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/** Where a command reads and prints; given from outside so that tests need no process. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
  readStandardInput(): Promise<Uint8Array>;
  /** Folder that relative paths start from. */
  readonly workingFolder: string;
  /** Folder that holds `wasm/` and `rules/`. */
  readonly assets: string;
}
