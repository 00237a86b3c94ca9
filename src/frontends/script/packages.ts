/** Packages whose exports are the framework's: the whole, its back ends, and the layers alone. */
const PACKAGE = /^@tensorflow\/tfjs(?:-node|-node-gpu|-layers|-react-native)?(?:\/|$)/;
/** Copies of the framework's bundle that are served or vendored under its file name. */
const BUNDLE = /(?:^|\/)(?:tf|tfjs|tf-layers)(?:\.[\w.]+)?\.(?:js|mjs)$|^https?:.*@tensorflow\/tfjs/;

/** Whether an import specifier gives the framework's namespace. */
export function isFramework(specifier: string): boolean {
  return PACKAGE.test(specifier) || BUNDLE.test(specifier);
}

/** Whether a script can hold a model at all: told from the text, before any parser is loaded. */
export function mayHoldScriptModel(text: string): boolean {
  return /@tensorflow\/tfjs|\btfjs\b/.test(text) || /\btf\s*\.\s*(?:layers|sequential|model|input)\b/.test(text);
}
