import type { Settings } from '../../analyser.ts';
import { type AnalysedFile, analyseInput, isTrouble } from '../documents.ts';
import { findInputs } from '../inputs.ts';
import { UsageError } from '../terminal.ts';
import type { Call } from './command.ts';

/** The one file that `describe`, `predict` and `simulate` take. */
export async function oneFile(call: Call, settings: Settings): Promise<AnalysedFile> {
  const { inputs, troubles } = await findInputs(call.operands, call.terminal.folder);
  const [trouble] = troubles;
  if (trouble !== undefined) throw new UsageError(trouble.message);
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0) throw new UsageError('This command takes one file.');
  const result = await analyseInput(call, input, settings);
  if (isTrouble(result)) throw new UsageError(result.message);
  return result;
}
