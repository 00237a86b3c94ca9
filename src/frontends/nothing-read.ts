import type { Reading } from './frontend.ts';

/** The reading of a document that holds no model. */
export const NOTHING_READ: Reading = {
  graphs: [],
  limits: [],
  silences: () => false,
  edits: () => null,
  spell: () => null,
  positionAt: () => null,
  optionInsertion: () => null,
  extraction: () => null,
  valueAt: () => null,
  write: () => null,
};
