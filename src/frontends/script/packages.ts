/** Packages whose exports are the framework's: the whole, its back ends, and the layers alone. */
const PACKAGE = /^@tensorflow\/tfjs(?:-node|-node-gpu|-layers|-react-native)?(?:\/|$)/;
/** Copies of the framework's bundle that are served or vendored under its file name. */
const BUNDLE = /(?:^|\/)(?:tf|tfjs|tf-layers)(?:\.[\w.]+)?\.(?:js|mjs)$|^https?:.*@tensorflow\/tfjs/;

/** Whether an import specifier gives the framework's namespace. */
export function isFramework(specifier: string): boolean {
  return PACKAGE.test(specifier) || BUNDLE.test(specifier);
}

/** Factories of layers with weights: without one of them a file that names no package has nothing to say. */
const FACTORY =
  '(?:dense|(?:conv|separableConv|depthwiseConv)[123]d(?:Transpose)?|lstm|gru|simpleRNN|convLstm2d|embedding)';

/** Signs of a model, each enough by itself. */
const EVIDENCE: readonly RegExp[] = [
  /@tensorflow\/tfjs|\btfjs\b/,
  /\btf\s{0,9}\.\s{0,9}(?:layers|sequential|model|models|input)\b/,
  // `const { layers } = tf`, whoever made `tf` known.
  /\}\s{0,9}=\s{0,9}(?:(?:window|globalThis|self)\.)?tf\b/,
  // `layers` from a file that hands on the framework.
  new RegExp(`\\blayers\\s{0,9}\\.\\s{0,9}${FACTORY}\\s{0,9}\\(`),
  // A saved model in an object or a string.
  /\bclass_?[nN]ame\\?["']?\s{0,9}:\s{0,9}\\?["'](?:Sequential|Functional|Model)\b/,
  new RegExp(`\\b${FACTORY}\\s{0,9}\\(\\s{0,99}\\{[^}]{0,200}?\\b(?:units|filters)\\b`),
];

/** Characters and characters a line beyond which nobody has written a script by hand. */
const BUNDLE_LENGTH = 200_000;
const BUNDLE_LINE = 500;

/** Whether a script is what a bundler or minifier made: its lines are as long as no person's. */
export function isMinified(text: string): boolean {
  const { length } = text.trimEnd();
  if (length < BUNDLE_LENGTH) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return length / lines > BUNDLE_LINE;
}

/** Whether a script can hold a model at all: told from the text, before any parser is loaded. */
export function mayHoldScriptModel(text: string): boolean {
  return EVIDENCE.some((sign) => sign.test(text));
}
