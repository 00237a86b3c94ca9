/** How much evaluating one file may cost. */
export const LIMITS = {
  /** Syntax nodes evaluated: three to four tenths of a second on a machine of 2026. */
  steps: 1_000_000,
  /** Of these, for one function that nothing in the file calls. */
  entryPoint: 80_000,
  /** Nested expressions, statements and calls: well inside the stack that a browser's worker has. */
  depth: 600,
  /** Nested calls of functions of the file. */
  calls: 60,
  /** Calls of one function in a row that make no layer. */
  idleCalls: 512,
  /** Turns of one loop. */
  turns: 1024,
  /** Turns after which a loop that has made no layer is left: it trains or makes data. */
  idleTurns: 256,
  /** Steps after which such a loop is left. */
  idleSteps: 4_000,
  /** Steps for one statement of an imported file, one call that leads into one, and all that is read of them. */
  importedStatement: 5_000,
  importedCall: 5_000,
  imported: 40_000,
  /** Steps that such a part may take more for each layer that it makes: it builds a model, and does not draw or train one. */
  perLayer: 1_000,
  /** Items of a list that spreads and calls build, and characters of a text: doubling in a loop must not fill the memory. */
  items: 10_000,
  text: 100_000,
  /** Layer objects of a file. */
  layers: 10_000,
  /**
   * Milliseconds for parsing and evaluating together: behind the steps, which are the same on every machine, for those
   * that take ten times as long over them.
   */
  time: 3000,
  /** Milliseconds of these for parsing the document. */
  parsing: 1500,
  /** Steps and milliseconds for putting together what was made, however much reading took: else all of it were lost. */
  gathering: 100_000,
  gatheringTime: 500,
} as const;

/** Thrown to unwind when a budget is used up; what was read up to there is kept. */
export class BudgetExceeded extends Error {}

/** Thrown to unwind a part that has used up what it may cost; the rest goes on. */
class PartExceeded extends Error {}

/** Counts what an evaluation costs and ends it. */
export class Budget {
  steps = 0;
  /** Of the part being evaluated. */
  private limit = Number.POSITIVE_INFINITY;
  /** Steps spent in imported files. */
  private imported = 0;
  private isInImport = false;
  /** The limit of what the outermost import is part of. */
  private ceiling = Number.POSITIVE_INFINITY;
  private depth = 0;
  /** Of the whole file. */
  private allowed: number = LIMITS.steps;
  private deadline: number;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.deadline = now() + LIMITS.time;
  }

  /** Whether the time for parsing is up. */
  readonly lateToParse = (): boolean => this.now() > this.deadline - LIMITS.time + LIMITS.parsing;

  /** Whether the time is up. */
  readonly late = (): boolean => this.now() > this.deadline;

  /** @throws BudgetExceeded when the steps or the time are used up. */
  step(): void {
    this.steps++;
    if (this.steps > this.limit) throw new PartExceeded();
    if (this.steps > this.allowed) {
      throw new BudgetExceeded('The file takes too many steps to read: what comes after that point is left out.');
    }
    if (this.steps % 1024 === 0 && this.late()) {
      throw new BudgetExceeded('The file takes too long to read: what comes after that point is left out.');
    }
  }

  /** Puts together what was made: there are steps and time for that where reading has used up its own. */
  gather<T>(run: () => T): T {
    const { allowed, deadline } = this;
    this.allowed = Math.max(allowed, this.steps + LIMITS.gathering);
    this.deadline = Math.max(deadline, this.now() + LIMITS.gatheringTime);
    try {
      return run();
    } finally {
      this.allowed = allowed;
      this.deadline = deadline;
    }
  }

  /** A layer was made: if an imported file does that, it may take longer, though not than what is around it. */
  earn(): void {
    if (this.isInImport) this.limit = Math.min(this.limit + LIMITS.perLayer, this.ceiling);
  }

  /** Runs a part of the evaluation, as far as so many steps go; null where they do not. */
  part<T>(steps: number, run: () => T): T | null {
    const { limit, steps: start } = this;
    this.limit = Math.min(limit, start + steps);
    try {
      return run();
    } catch (error) {
      // Where the part around this one is used up too, it ends as well.
      if (!(error instanceof PartExceeded) || this.steps > limit) throw error;
      return null;
    } finally {
      this.limit = limit;
    }
  }

  /** A part that reads an imported file: all such parts together have a limit too. */
  inImport<T>(steps: number, run: () => T): T | null {
    const start = this.steps;
    const isOutermost = !this.isInImport;
    const left = LIMITS.imported - this.imported;
    if (left <= 0) return null;
    if (isOutermost) this.ceiling = this.limit;
    this.isInImport = true;
    try {
      return this.part(Math.min(steps, left), run);
    } finally {
      if (isOutermost) {
        this.isInImport = false;
        this.imported += this.steps - start;
      }
    }
  }

  /** Runs an evaluation one level deeper; what lies too deep gets the fallback. */
  nested<T>(run: () => T, fallback: () => T): T {
    if (!this.enter()) return fallback();
    try {
      return run();
    } finally {
      this.leave();
    }
  }

  /** Goes one level deeper; false where that is too deep. Who has entered leaves again. */
  enter(): boolean {
    if (this.depth >= LIMITS.depth) return false;
    this.depth++;
    return true;
  }

  leave(): void {
    this.depth--;
  }
}
