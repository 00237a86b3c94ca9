import { writeFile } from 'node:fs/promises';
import { createTwoFilesPatch } from 'diff';
import type { Finding } from '../../advice/finding.ts';
import type { Settings } from '../../analyser.ts';
import { provenFixes } from '../../analysis/safe-fixes.ts';
import { applyEdits } from '../../model/text.ts';
import { type AnalysedFile, analyseInput, analyseText, isTrouble } from '../documents.ts';
import { FileSettings, withoutExcluded } from '../file-settings.ts';
import { counted } from '../formats/columns.ts';
import { findInputs } from '../inputs.ts';
import { SETTING_OPTIONS } from '../settings.ts';
import { EXIT, UsageError } from '../terminal.ts';
import { statusOf } from './check.ts';
import type { Call, Command } from './command.ts';

/** Fixes that overlap wait for the next round; more rounds than this would mean that two rules disagree. */
const ROUNDS = 5;

export const fix: Command = {
  name: 'fix',
  usage: 'fix FILES… [--dry-run]',
  summary: 'Applies every safe fix; with --dry-run prints a unified diff instead, for `-` the fixed text.',
  options: { ...SETTING_OPTIONS, 'dry-run': { type: 'flag' } },
  async run(call) {
    const { operands, terminal } = call;
    const settings = new FileSettings(call);
    if (operands.length === 0) throw new UsageError('fix needs files or folders to mend.');
    const { inputs, troubles } = await findInputs(operands, terminal.folder);
    const left: Finding[] = [];
    for (const input of withoutExcluded(inputs, settings, terminal)) {
      // Half of what was meant may change what was to be left alone.
      if (settings.isBrokenFor(input)) continue;
      const file = await analyseInput(call, input, settings.of(input));
      if (isTrouble(file)) troubles.push(file);
      else if (file.isArchive) troubles.push({ path: file.name, message: onlyRead(file.name) });
      else {
        const fixed = await fixText(call, file, settings.of(input));
        if (fixed.count > 0 && !file.isUtf8) {
          const message = `${file.name} is not UTF-8, and mending it would lose text: save it as UTF-8 first.`;
          troubles.push({ path: file.name, message });
          continue;
        }
        left.push(...fixed.left);
        if (fixed.isHeldBack) {
          const message = `${file.name}: with the fixes in place the rest of the file would be read differently, as happens where it has a syntax error. Correct the error first.`;
          troubles.push({ path: file.name, message });
        }
        await deliver(call, file, fixed);
      }
    }
    troubles.push(...settings.troubles);
    for (const { message } of troubles) terminal.complain(`init-lens: ${message}\n`);
    return troubles.length > 0 ? EXIT.trouble : statusOf(left, 'error');
  },
};

function onlyRead(name: string): string {
  return `${name} is an archive, which is only read: mend the code or the JSON file that the model is built from.`;
}

/** The text after every safe fix, how many there were, what is still found in it, and whether fixes for that are held back. */
async function fixText(call: Call, file: AnalysedFile, settings: Settings) {
  let { analysis } = file;
  let count = 0;
  let isHeldBack = false;
  for (let round = 0; round < ROUNDS; round++) {
    const { fixes, edits, isWithheld } = provenFixes(analysis);
    isHeldBack = isWithheld;
    if (edits.length === 0) break;
    count += fixes.length;
    const { language, text } = analysis.document;
    const next = await analyseText(call, file.name, language, applyEdits(text, edits), settings);
    analysis = next.analysis;
  }
  return { text: analysis.document.text, count, left: analysis.findings, isHeldBack };
}

async function deliver(
  { options, terminal }: Call,
  { input, name, analysis }: AnalysedFile,
  { text, count }: { readonly text: string; readonly count: number },
): Promise<void> {
  const before = analysis.document.text;
  if (options.flag('dry-run')) {
    if (count > 0) terminal.print(createTwoFilesPatch(`a/${name}`, `b/${name}`, before, text));
  } else if (input.path === '-') {
    terminal.print(text);
  } else if (count > 0) {
    await writeFile(input.path, text);
    terminal.print(`${name}: ${counted(count, 'finding')} mended.\n`);
  }
}
