/** How much evaluating one file may cost. */
export const LIMITS = {
  /** Syntax nodes evaluated: about a second. */
  steps: 2_000_000,
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
  idleSteps: 40_000,
  /** Items of a list that spreads and calls build, and characters of a text: doubling in a loop must not fill the memory. */
  items: 10_000,
  text: 100_000,
  /** Layer objects of a file. */
  layers: 10_000,
  /** Milliseconds for parsing and evaluating together. */
  time: 2000,
} as const;

/** Thrown to unwind when a budget is used up; what was read up to there is kept. */
export class BudgetExceeded extends Error {}

/** Counts what an evaluation costs and ends it. */
export class Budget {
  steps = 0;
  private depth = 0;
  private readonly deadline: number;
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
    this.deadline = now() + LIMITS.time;
  }

  /** Whether the time is up. */
  readonly late = (): boolean => this.now() > this.deadline;

  /** @throws BudgetExceeded when the steps or the time are used up. */
  step(): void {
    this.steps++;
    if (this.steps > LIMITS.steps) {
      throw new BudgetExceeded('The file takes too many steps to read: what comes after that point is left out.');
    }
    if (this.steps % 1024 === 0 && this.late()) {
      throw new BudgetExceeded('The file takes too long to read: what comes after that point is left out.');
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
