/** How often a file is read over again to see the other ways of tests that cannot be told. */
const MAX_VARIANTS = 12;

/** Which way to take at each such test, by the test's text: the same question has the same answer everywhere. */
export type Ways = ReadonlyMap<string, number>;

/** The ways taken in one evaluation, and those that it passed by. */
export class Choices {
  private readonly ways: Ways;
  private readonly passedBy = new Map<string, Set<number>>();

  constructor(ways: Ways) {
    this.ways = ways;
  }

  /** The way to take, null if this evaluation is free to. */
  wayAt(test: string): number | null {
    return this.ways.get(test) ?? null;
  }

  /** Notes a way that was not looked at. */
  passBy(test: string, way: number): void {
    if (this.ways.has(test)) return;
    this.passedBy.set(test, (this.passedBy.get(test) ?? new Set()).add(way));
  }

  /** One set of ways for every way passed by, the others as in this evaluation. */
  variants(): Ways[] {
    return [...this.passedBy].flatMap(([test, ways]) => [...ways].map((way) => new Map(this.ways).set(test, way)));
  }
}

/**
 * Reads with free choices, then once for every way that was passed by, as long as the budget lasts.
 * @param read reads once and returns false if there is no use in going on.
 */
export function readEveryWay(read: (choices: Choices) => boolean): void {
  const open: Ways[] = [new Map()];
  const seen = new Set<string>();
  for (let ways = open.shift(); ways !== undefined && seen.size <= MAX_VARIANTS; ways = open.shift()) {
    const key = JSON.stringify([...ways].sort());
    if (seen.has(key)) continue;
    seen.add(key);
    const choices = new Choices(ways);
    if (!read(choices)) return;
    open.push(...choices.variants());
  }
}
