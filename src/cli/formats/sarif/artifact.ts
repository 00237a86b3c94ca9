import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Of the working folder: viewers and CI put their own place of the repository in for it. */
export const BASE_ID = '%SRCROOT%';

/** A file as it is printed, as an address; one on another drive has none that is relative. */
export function artifactLocation(path: string) {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE_ID };
}
