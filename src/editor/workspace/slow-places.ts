/** How long a file took, or all the files of a folder. */
export interface Took {
  /** With `/` between its parts. */
  readonly path: string;
  readonly milliseconds: number;
}

export interface SlowPlaces {
  /** The slowest first. */
  readonly files: readonly Took[];
  /** The slowest first; none lies within another. */
  readonly folders: readonly (Took & { readonly files: number })[];
}

const MOST_FILES = 5;
const MOST_FOLDERS = 3;

/** Share of a folder's time from which one folder within it is the one to name. */
const NEARLY_ALL = 0.8;

/** Where a walk through files spent its time: what to look at, or to leave out, first. */
export function slowPlaces(took: readonly Took[]): SlowPlaces {
  const files = [...took].sort(slowestFirst).slice(0, MOST_FILES);
  const chosen: FolderTime[] = [];
  for (const folder of [...folderTimes(took).values()].sort(slowestFirst)) {
    if (chosen.length === MOST_FOLDERS) break;
    const isWithinOther = chosen.some(({ path }) => folder.path.startsWith(`${path}/`));
    if (!isWithinOther && folder.ofOneFolder < NEARLY_ALL * folder.milliseconds) chosen.push(folder);
  }
  return { files, folders: chosen.map(({ path, milliseconds, files }) => ({ path, milliseconds, files })) };
}

/** `data/archive (2.1 s, 80 files)`, or without the count for a file. */
export function describePlace({ path, milliseconds, files }: Took & { readonly files?: number }): string {
  const time = duration(milliseconds);
  return files === undefined ? `${path} (${time})` : `${path} (${time}, ${files} ${files === 1 ? 'file' : 'files'})`;
}

export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

interface FolderTime extends Took {
  milliseconds: number;
  files: number;
  /** Milliseconds of the slowest folder right within it. */
  ofOneFolder: number;
}

/** Of each folder that holds files, however deep. */
function folderTimes(took: readonly Took[]): Map<string, FolderTime> {
  const times = new Map<string, FolderTime>();
  for (const { path, milliseconds } of took) {
    for (const folder of foldersAbove(path)) {
      const time = times.get(folder) ?? { path: folder, milliseconds: 0, files: 0, ofOneFolder: 0 };
      time.milliseconds += milliseconds;
      time.files++;
      times.set(folder, time);
    }
  }
  for (const { path, milliseconds } of times.values()) {
    const parent = times.get(path.slice(0, path.lastIndexOf('/')));
    if (parent !== undefined) parent.ofOneFolder = Math.max(parent.ofOneFolder, milliseconds);
  }
  return times;
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, depth) => parts.slice(0, depth + 1).join('/'));
}

function slowestFirst(a: Took, b: Took): number {
  return b.milliseconds - a.milliseconds;
}
