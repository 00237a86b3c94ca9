import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Analysis, Settings } from '../analyser.ts';
import { archiveText } from '../frontends/archive/archive-text.ts';
import { isArchive, isArchivePath, notAnArchive } from '../frontends/archive/unpacked-text.ts';
import { EXTENSIONS, type Language, languageOfPath } from '../language.ts';
import type { Call } from './commands/command.ts';
import type { Input, Trouble } from './inputs.ts';
import { LineColumns } from './line-columns.ts';
import { isFileError } from './node-environment.ts';

/** One file, read and analysed. */
export interface AnalysedFile {
  readonly input: Input;
  /** As it is printed. */
  readonly name: string;
  /** False where bytes that are no UTF-8 were read as U+FFFD: writing the text back would lose them. */
  readonly isUtf8: boolean;
  /** The text stands for an archive: nothing can be written back. */
  readonly isArchive: boolean;
  readonly analysis: Analysis;
  readonly places: LineColumns;
}

/** Reads and analyses one file; a sentence where that is not possible. */
export async function analyseInput(call: Call, input: Input, settings: Settings): Promise<AnalysedFile | Trouble> {
  const bytes = await readInput(call, input);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const name = input.path === '-' ? (call.options.text('stdin-filename') ?? '-') : input.name;
  if (isArchivePath(name) || (languageOfPath(name) === null && isArchive(bytes))) {
    return analyseArchive(call, input, name, bytes, settings);
  }
  const text = decode(bytes);
  const language = name === '-' ? guessLanguage(text) : languageOfPath(name);
  if (language === null) {
    const known = [...Object.keys(EXTENSIONS), 'keras'].join(', ');
    const message = isBinary(bytes)
      ? `${name} ${notAnArchive(bytes)}.`
      : `${name} is no file that can hold a model: the extensions are ${known}.`;
    return { path: name, message };
  }
  const isUtf8 = Buffer.from(text).equals(bytes);
  const analysed = await analyseText(call, name, language, text, settings);
  return { input, name, isUtf8, isArchive: false, ...analysed };
}

/** An archive is read as the document that stands for it; places are those of that document. */
async function analyseArchive(call: Call, input: Input, name: string, bytes: Uint8Array, settings: Settings) {
  const archive = archiveText(bytes);
  if ('problem' in archive) return { path: name, message: `${name} ${archive.problem}.` };
  const analysed = await analyseText(call, name, 'json', archive.text, settings);
  return { input, name, isUtf8: true, isArchive: true, ...analysed };
}

/** Text holds no zero bytes near its beginning. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 1024).includes(0);
}

export async function analyseText(call: Call, name: string, language: Language, text: string, settings: Settings) {
  const uri = pathToFileURL(resolve(call.terminal.folder, name)).href;
  const analysis = await call.analyser.analyse({ uri, language, version: 0, text }, settings);
  // Each file is looked at once.
  call.analyser.close(uri);
  for (const limit of analysis.reading.limits) call.terminal.complain(`${name}: ${limit}\n`);
  return { analysis, places: new LineColumns(text) };
}

export function isTrouble(result: AnalysedFile | Trouble): result is Trouble {
  return 'message' in result;
}

/** A byte order mark stays: offsets count it. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

async function readInput({ terminal }: Call, { name, path }: Input): Promise<Uint8Array | Trouble> {
  if (path === '-') return terminal.input();
  try {
    return await readFile(path);
  } catch (error) {
    if (!isFileError(error)) throw error;
    return { path: name, message: `${name} cannot be read: ${error.message}.` };
  }
}

/** Text without a name: JSON begins with a brace or a bracket, a page with a tag. */
function guessLanguage(text: string): Language {
  if (/^\ufeff?\s*<(?:[a-z]|!)/i.test(text)) return 'html';
  return /^\ufeff?\s*[[{]/.test(text) ? 'json' : 'typescript';
}
