/** What some text edits do to the lines of a document, for people to read. */
export interface PreviewHunk {
  /** Lines in a row that change, as they are. */
  readonly before: readonly PreviewLine[];
  /** What stands there afterwards. */
  readonly after: readonly PreviewLine[];
}

export interface PreviewLine {
  /** 1-based, in the text as it is or as it will be. */
  readonly line: number;
  readonly pieces: readonly PreviewPiece[];
}

/** A stretch of a line without its end. */
export interface PreviewPiece {
  readonly text: string;
  /** It goes away (before) or is new (after). */
  readonly isChanged: boolean;
}
