/** Extensions of the scripts that can be imported, those that are written before those that are built from them. */
const SCRIPTS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What an import that names a built file is written in. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};
/** Extensions of what bundlers let scripts import besides scripts; such a file says nothing about layers. */
const ASSET =
  /\.(?:css|scss|sass|less|styl|svg|png|jpe?g|gif|webp|ico|woff2?|ttf|mp[34]|wav|wasm|glsl|html?|md|txt|ya?ml|csv|vue|svelte|astro|bin|onnx)$/i;

/** Whether an import specifier names a file by its place relative to the importing one. */
export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/**
 * URIs of the files that a relative specifier can mean, the likeliest first: as Node, TypeScript and bundlers look for
 * them together. Empty where the importing document has no folder (`untitled:Untitled-1`) or an asset is imported.
 */
export function moduleCandidates(importer: string, specifier: string): readonly string[] {
  const target = join(importer, specifier.replace(/[?#].*$/, ''));
  if (target === null || ASSET.test(target)) return [];
  const inFolder = [...SCRIPTS, '.json'].map((extension) => `${target.replace(/\/$/, '')}/index${extension}`);
  if (/(?:^|\/)\.{0,2}\/?$/.test(specifier)) return inFolder;
  const extension = /\.[^./]+$/.exec(target)?.[0] ?? '';
  const stem = target.slice(0, target.length - extension.length);
  const written = WRITTEN_AS[extension];
  if (written !== undefined) return written.map((other) => stem + other);
  if (SCRIPTS.includes(extension) || extension === '.json') return [target];
  const ofImporter = /\.[cm]?jsx?$/.test(pathOf(importer)?.path ?? '')
    ? [...SCRIPTS.slice(4), ...SCRIPTS.slice(0, 4)]
    : SCRIPTS;
  return [...[...ofImporter, '.json'].map((other) => target + other), ...inFolder];
}

/** A file as seen from another one (`./layers/blocks.ts`); its whole URI where they have no folder in common. */
export function relativeName(from: string, to: string): string {
  const [source, target] = [pathOf(from), pathOf(to)];
  if (source === null || target === null || source.root !== target.root) return to;
  const folders = source.path.split('/').slice(0, -1);
  const segments = target.path.split('/');
  let common = 0;
  while (common < folders.length && common < segments.length - 1 && folders[common] === segments[common]) common++;
  const up = '../'.repeat(folders.length - common);
  return (up === '' ? './' : up) + segments.slice(common).map(decoded).join('/');
}

/** URIs of one file written alike: editors encode more characters than others do. */
export function sameFile(a: string, b: string): boolean {
  return a === b || decoded(a) === decoded(b);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign: the text stands for itself.
    return text;
  }
}

/** `scheme://authority` and the path behind it; null for a URI without folders. */
function pathOf(uri: string): { root: string; path: string } | null {
  const [, root, path] = /^([a-z][\w+.-]*:(?:\/\/[^/?#]*)?)(\/[^?#]*)/i.exec(uri) ?? [];
  return root === undefined || path === undefined ? null : { root, path };
}

/** The specifier from the importing file's folder; null beyond the root or without a folder. */
function join(importer: string, specifier: string): string | null {
  const place = pathOf(importer);
  if (place === null) return null;
  const segments = place.path.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..') {
      if (segments.length <= 1) return null;
      segments.pop();
    } else if (segment !== '.' && segment !== '') segments.push(encoded(segment));
  }
  return `${place.root}${segments.join('/')}`;
}

/** Specifiers are paths as people write them; what would end the path of a URI is encoded. */
function encoded(segment: string): string {
  return segment.replace(/[%?#\s]/g, encodeURIComponent);
}
