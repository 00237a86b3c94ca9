import { strFromU8, unzipSync } from 'fflate';
import { type ArchiveText, unpackedText } from './unpacked-text.ts';

export type { ArchiveText } from './unpacked-text.ts';

/** As `unpackedText`, for programs that may load everything at their start. */
export function archiveText(bytes: Uint8Array): ArchiveText {
  return unpackedText(bytes, { strFromU8, unzipSync });
}
