/** Where values stand on a chart's vertical axis, and what is written beside it. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
  /** Where a value stands. */
  place(value: number): number;
  /** Whether a value stands in a row of its own, apart from the others. */
  isApart(value: number): boolean;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}
