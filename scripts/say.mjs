/** Tells the person at the terminal what is happening, one line a step. @param {string} sentence */
export function say(sentence) {
  process.stdout.write(`» ${sentence}\n`);
}

/** Ends the command with one sentence instead of a stack. @param {unknown} error @returns {never} */
export function giveUp(error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
