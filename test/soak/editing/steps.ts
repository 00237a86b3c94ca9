import type { Session } from './session.ts';
import { complete, ghostText, hover, look, moveCursor } from './steps-ask.ts';
import { insert, paste, redo, remove, type, undo } from './steps-edit.ts';
import { fixAll, quickFix } from './steps-fix.ts';
import { changeSetting, checkWorkspace, closeOne, closePanel, openAnother, openPanel, save } from './steps-window.ts';

export type Step = (session: Session) => Promise<void>;

/** How often each is done, of the sum of all. */
const WEIGHTS: readonly (readonly [Step, number])[] = [
  [insert, 36],
  [remove, 24],
  [paste, 14],
  [type, 24],
  [undo, 24],
  [redo, 10],
  [moveCursor, 16],
  [ghostText, 14],
  [complete, 12],
  [hover, 12],
  [look, 6],
  [quickFix, 14],
  [fixAll, 6],
  [openAnother, 8],
  [closeOne, 6],
  [save, 3],
  [openPanel, 3],
  // Soon: it simulates after every edit.
  [closePanel, 20],
  [changeSetting, 2],
  [checkWorkspace, 1],
];

const SUM = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);

export function nextStep(random: (below: number) => number): Step {
  let left = random(SUM);
  for (const [step, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return step;
  }
  return insert;
}
