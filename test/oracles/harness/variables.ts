import * as tf from '@tensorflow/tfjs';

/** The variables that there are. */
export function variableNames(): ReadonlySet<string> {
  return new Set(Object.keys(tf.engine().registeredVariables));
}

/** Disposes of the variables that came since; other tests of the process keep models of their own. */
export function disposeVariablesSince(before: ReadonlySet<string>): void {
  for (const [name, variable] of Object.entries(tf.engine().registeredVariables)) {
    if (!before.has(name)) variable.dispose();
  }
}
