import { lowerBound, type Machine, type Needs } from './machine.ts';
import { bestOf, seconds } from './timing.ts';

/** One comparison: the same report by both, in one run. */
export interface Subject {
  readonly name: string;
  /** Smallest ratio of times that is good enough; null where there is none to compare with. */
  readonly target: number | null;
  /** Of ours, before and after each of theirs; the best counts. */
  readonly repeats: number;
  /** Of theirs, which may take minutes; the best counts. */
  readonly theirRepeats: number;
  readonly needs: Needs;
  ours(turn: number): void;
  /** Throws where TensorFlow.js cannot do it. Null where it is not asked. */
  readonly theirs: (() => void) | null;
}

/**
 * A line of the table: times, ratio with its target, and how far from the machine's bound. Both take turns, since what a
 * shared machine has to give changes within seconds: both get to its best moments over the same stretch of time.
 */
export function compare(subject: Subject, machine: Machine, backend: string): string {
  subject.ours(-1);
  let ours = Number.POSITIVE_INFINITY;
  const oursAgain = () => {
    ours = Math.min(
      ours,
      bestOf(subject.repeats, (turn) => subject.ours(turn)),
    );
  };
  oursAgain();
  const [theirs, failure] =
    subject.theirs === null ? [null, ''] : timeOf(subject.theirs, subject.theirRepeats, oursAgain);
  const bound = lowerBound(subject.needs, machine);
  const own = `${milliseconds(ours)} (${(ours / bound).toFixed(1)} x the bound of ${milliseconds(bound)})`;
  if (subject.theirs === null) return `${subject.name}: ${own}`;
  if (theirs === null) return `${subject.name}: ${own}; ${backend} is unable: ${failure}`;
  const ratio = theirs / ours;
  const aim =
    subject.target === null ? '' : `, target ${subject.target}: ${ratio >= subject.target ? 'met' : 'MISSED'}`;
  return `${subject.name}: ${own}; ${backend} ${milliseconds(theirs)}: ratio ${ratio.toFixed(1)}${aim}`;
}

function timeOf(
  run: () => void,
  repeats: number,
  between: () => void,
): readonly [seconds: number | null, failure: string] {
  try {
    let best = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < repeats; turn++) {
      best = Math.min(best, seconds(run));
      between();
    }
    return [best, ''];
  } catch (error) {
    return [null, error instanceof Error ? error.message : String(error)];
  }
}

function milliseconds(time: number): string {
  return `${(1000 * time).toFixed(time < 0.1 ? 1 : 0)} ms`;
}
