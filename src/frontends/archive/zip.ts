import type { strFromU8, UnzipFileInfo, unzipSync } from 'fflate';

/** What is taken from the package that unpacks. */
export interface Unpacker {
  readonly unzipSync: typeof unzipSync;
  readonly strFromU8: typeof strFromU8;
}

/** Some files of an archive, read, and the names of the others. */
export interface ArchiveFiles {
  readonly contents: ReadonlyMap<string, string>;
  readonly others: readonly { readonly name: string; readonly size: number }[];
}

/** Bytes of one file, unpacked: a model of 10,000 layers has 10 MB. */
const MAX_SIZE = 64 * 2 ** 20;
/** Bytes of one packed file: packed text grows a thousandfold at most, whatever its entry promises. */
const MAX_PACKED_SIZE = 4 * 2 ** 20;
/** Other files that are named; a model has one for its weights, and some assets. */
const MAX_OTHERS = 100;

/** The text of the files of these names, nothing else unpacked; a sentence where the archive cannot be read. */
export function readZip(
  bytes: Uint8Array,
  names: readonly string[],
  unpacker: Unpacker,
): ArchiveFiles | { readonly problem: string } {
  const others: UnzipFileInfo[] = [];
  let tooLarge: string | null = null;
  const isWanted = (file: UnzipFileInfo): boolean => {
    if (!names.includes(file.name)) {
      if (others.length < MAX_OTHERS) others.push(file);
      return false;
    }
    const isPacked = file.compression !== 0;
    if (file.originalSize > MAX_SIZE || (isPacked && file.size > MAX_PACKED_SIZE)) tooLarge = file.name;
    return tooLarge === null;
  };
  try {
    const files = unpacker.unzipSync(bytes, { filter: isWanted });
    if (tooLarge !== null) return { problem: `holds a ${tooLarge} that is too large to be read` };
    const found = names.flatMap((name) => {
      const content = Object.hasOwn(files, name) ? files[name] : undefined;
      return content === undefined ? [] : [[name, unpacker.strFromU8(content)] as const];
    });
    return { contents: new Map(found), others: others.map(({ name, originalSize }) => ({ name, size: originalSize })) };
  } catch (error) {
    // The reader throws what it cannot make out, whatever that is: the bytes come from a file.
    return { problem: `is damaged and cannot be unpacked (${error instanceof Error ? error.message : String(error)})` };
  }
}
