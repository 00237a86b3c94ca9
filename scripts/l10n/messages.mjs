import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { inProject } from '../project.mjs';

/** A message is a plain string in single quotes, so that it can be found without running the code. */
const MESSAGE = /\bl10n\.t\(\s*(?:'((?:[^'\\]|\\.)*)')?/g;

/** @returns {Record<string, string>} every message of the editor's code, by itself; sorted */
export function messageBundle() {
  const files = globSync('src/editor/**/*.ts', { cwd: inProject() }).sort();
  const messages = files.flatMap((file) =>
    [...readFileSync(inProject(file), 'utf8').matchAll(MESSAGE)].map(([call, message]) => {
      if (message === undefined) throw new Error(`${file}: ${call} takes something else than a plain string.`);
      return message.replace(/\\(.)/g, '$1');
    }),
  );
  return Object.fromEntries([...new Set(messages)].sort().map((message) => [message, message]));
}
