import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { applyEdits } from '../../model/text.ts';
import { choice, parseCommand } from '../arguments.ts';
import {
  type ExitStatus,
  NOTHING_FOUND,
  type Terminal,
  UnreadableError,
  WRONG_USAGE_OR_UNREADABLE,
} from '../outcome.ts';
import { type AnalysedFile, DEFAULT_SETTINGS, Session } from '../session.ts';

/** A fix can bring to light what it hid (a refused name, then a wrong scale); more rounds than this would be a cycle. */
const MAX_ROUNDS = 5;

/** `fix FILES…`: applies every preferred safe fix; standard input is printed back mended. */
export async function fix(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, {
    'dry-run': { type: 'boolean', default: false },
    prefer: { type: 'string', default: DEFAULT_SETTINGS.prefer },
    'stdin-filename': { type: 'string', default: 'model.ts' },
  });
  const prefer = choice('--prefer', values.prefer, ['uniform', 'normal', 'auto']);
  const settings = { ...DEFAULT_SETTINGS, prefer };
  const session = new Session(terminal, values['stdin-filename']);
  let silent = values['dry-run'];
  const failures = await session.forEachFile(positionals, settings, async (file) => {
    const before = file.document.text;
    const after = await mend(session, file, settings);
    if (after !== before && !file.isUtf8)
      throw new UnreadableError(file.path, 'It is not UTF-8, so mending it would lose text.');
    silent ||= after !== before || file.isStandardInput;
    if (values['dry-run']) {
      if (after !== before) terminal.print(createTwoFilesPatch(`a/${file.path}`, `b/${file.path}`, before, after));
    } else if (file.isStandardInput) {
      terminal.print(after);
    } else if (after !== before) {
      await writeFile(resolve(terminal.workingFolder, file.path), after);
      terminal.print(`${file.path}: mended\n`);
    }
  });
  session.dispose();
  if (!silent) terminal.print('Nothing to mend.\n');
  return failures.length > 0 ? WRONG_USAGE_OR_UNREADABLE : NOTHING_FOUND;
}

async function mend(session: Session, file: AnalysedFile, settings: typeof DEFAULT_SETTINGS): Promise<string> {
  let { text } = file.document;
  let { analysis } = file;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = analysis.fixAllEdits();
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
    analysis = await session.analyseText(file, text, settings);
  }
  return text;
}
