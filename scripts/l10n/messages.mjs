import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { inProject } from '../project.mjs';

/** A message is a plain string, so that it can be found without running the code. */
const MESSAGE = /\bl10n\.t\(\s*(?:(['"])((?:\\.|(?!\1)[^\\])*)\1\s*[,)])?/g;

/** @returns {Record<string, string>} every message of the editor's code and of the panel's page, by itself; sorted */
export function messageBundle() {
  const files = globSync(['src/editor/**/*.ts', 'webview/**/*.ts'], { cwd: inProject() }).sort();
  const messages = files.flatMap((file) => messagesIn(readFileSync(inProject(file), 'utf8'), file));
  return Object.fromEntries([...new Set(messages)].sort().map((message) => [message, message]));
}

/**
 * @param {string} source
 * @param {string} file for what is said of a message that is none
 */
function messagesIn(source, file) {
  return [...source.matchAll(MESSAGE)].map(([call, , message]) => {
    if (message === undefined) throw new Error(`${file}: ${call} takes something else than a plain string.`);
    return message.replace(/\\(.)/g, '$1');
  });
}
