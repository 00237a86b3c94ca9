import type { Settings } from '../../analyser.ts';
import { type AnalysedFile, analyseInput, isTrouble } from '../documents.ts';
import { FileSettings } from '../file-settings.ts';
import { findInputs } from '../inputs.ts';
import { UsageError } from '../terminal.ts';
import type { Call } from './command.ts';

/** A file with what held for reading it. */
export type OneFile = AnalysedFile & { readonly settings: Settings };

/** The one file that `describe`, `predict` and `simulate` take. */
export async function oneFile(call: Call): Promise<OneFile> {
  const { inputs, troubles } = await findInputs(call.operands, call.terminal.folder);
  const [trouble] = troubles;
  if (trouble !== undefined) throw new UsageError(trouble.message);
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) throw new UsageError('This command takes one file.');
  const settings = new FileSettings(call);
  const held = settings.of(input);
  const [broken] = settings.troubles;
  if (broken !== undefined) throw new UsageError(broken.message);
  const result = await analyseInput(call, input, held);
  if (isTrouble(result)) throw new UsageError(result.message);
  return { ...result, settings: held };
}
