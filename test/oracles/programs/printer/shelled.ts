/** A function that the program exports and does not call, with what it is to be given. */
export interface ExportedCall {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What stands around the statements that make a model: the lines of all of it, and what calls of its exports it needs. */
export interface Shelled {
  readonly lines: readonly string[];
  readonly calls: readonly ExportedCall[];
  readonly assume?: Readonly<Record<string, number>>;
}
