/** Sentences of one kind that a user wants to read. */
const MOST = 20;

/** Sentences about what could not be read: each once, and no more than a person reads. */
export class Gaps {
  private readonly said = new Set<string>();
  private unsaid = 0;

  add(sentence: string): void {
    if (this.said.has(sentence)) return;
    if (this.said.size < MOST) this.said.add(sentence);
    else this.unsaid++;
  }

  get sentences(): string[] {
    const more = this.unsaid === 0 ? [] : [`There are ${this.unsaid} more gaps like these.`];
    return [...this.said, ...more];
  }
}
