import { ARCHIVE } from '../json/dialect-evidence.ts';
import { prettyJson } from './pretty-json.ts';
import { type ArchiveFiles, readZip, type Unpacker } from './zip.ts';

/** An archive as a document, or a sentence about why it is none; the sentence goes on behind the archive's name. */
export type ArchiveText = { readonly text: string } | { readonly problem: string };

/** Whether a path is that of a model saved by Keras with its weights. */
export function isArchivePath(path: string): boolean {
  return /\.keras$/i.test(path);
}

/** Whether bytes begin as an archive does, whatever the file's name. */
export function isArchive(bytes: Uint8Array): boolean {
  return begins(bytes, [0x50, 0x4b]);
}

/**
 * What stands for a `.keras` archive wherever a document's text is needed: one JSON object with a property for each of
 * its files, `config.json` (the model) and `metadata.json` (the version) with their contents, laid out to be read.
 * @param unpacker handed in because it makes tables when its module is loaded, which an editor that starts need not wait for.
 */
export function unpackedText(bytes: Uint8Array, unpacker: Unpacker): ArchiveText {
  if (!isArchive(bytes)) return { problem: notAnArchive(bytes) };
  const files = readZip(bytes, Object.values(ARCHIVE), unpacker);
  if ('problem' in files) return files;
  const config = files.contents.get(ARCHIVE.config);
  if (config === undefined) return { problem: `holds no ${ARCHIVE.config}, so that it is no model saved by Keras` };
  const text = documentText(files);
  return /^\s*\{/.test(config) ? { text } : { problem: `is damaged: its ${ARCHIVE.config} is no JSON object` };
}

function documentText({ contents, others }: ArchiveFiles): string {
  const read = [...contents].map(([name, text]) => `${JSON.stringify(name)}: ${prettyJson(text, 1)}`);
  const named = others.map(({ name, size }) => `${JSON.stringify(name)}: "${size} bytes, not read"`);
  return `{\n  ${[...read, ...named].join(',\n  ')}\n}\n`;
}

/** What bytes are that were expected to be an archive. */
export function notAnArchive(bytes: Uint8Array): string {
  const instead = 'save the model in the .keras format, or what its to_json() gives as .json';
  if (begins(bytes, [0x89, 0x48, 0x44, 0x46])) return `is an HDF5 file, which is not read: ${instead}`;
  return `is no archive that Keras saved (those are ZIP files): ${instead}`;
}

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}
