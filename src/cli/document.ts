import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentText } from '../analyser.ts';
import { EXTENSIONS, languageOfPath } from '../language.ts';
import { type Terminal, UnreadableError } from './outcome.ts';

/** A file's name that stands for standard input. */
export const STANDARD_INPUT = '-';

export interface InputFile {
  /** As the user wrote it, or the name given for standard input. */
  readonly path: string;
  readonly isStandardInput: boolean;
  readonly document: DocumentText;
  /** False if the bytes are not UTF-8, so that writing the text back would lose something. */
  readonly isUtf8: boolean;
}

/**
 * Reads a file or standard input as UTF-8; a BOM stays in the text, bytes that are not UTF-8 become U+FFFD.
 * @param standardInputName what standard input is called; its extension tells the language.
 * @throws UnreadableError with a sentence for the user.
 */
export async function readInput(path: string, standardInputName: string, terminal: Terminal): Promise<InputFile> {
  const isStandardInput = path === STANDARD_INPUT;
  const name = isStandardInput ? standardInputName : path;
  const language = languageOfPath(name);
  if (language === null) {
    const known = Object.keys(EXTENSIONS).map((extension) => `.${extension}`);
    throw new UnreadableError(name, `Its extension is none of ${known.join(', ')}.`);
  }
  const absolute = resolve(terminal.workingFolder, name);
  const bytes = isStandardInput ? await terminal.readStandardInput() : await readBytes(absolute, name);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isUtf8 = Buffer.from(text).equals(bytes);
  return {
    path: name,
    isStandardInput,
    isUtf8,
    document: { uri: pathToFileURL(absolute).href, language, version: 1, text },
  };
}

async function readBytes(absolute: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(absolute);
  } catch (error) {
    throw new UnreadableError(name, error instanceof Error ? error.message : String(error));
  }
}
