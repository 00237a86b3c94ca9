import { LineIndex } from './syntax.ts';

/** A text that syntax nodes stand in: the document being read, or a file that it imports. */
export class SourceText {
  readonly uri: string;
  readonly text: string;
  private readonly lines: LineIndex;

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
    this.lines = new LineIndex(text);
  }

  /** 1-based. */
  lineOf(offset: number): number {
    return this.lines.lineOf(offset);
  }
}
