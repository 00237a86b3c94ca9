/** Names that the manifest and the code have to agree on, beside those of commands and settings. */

/** Of the panel: in the activation event `onWebviewPanel`. */
export const PANEL_TYPE = 'initLens.signalPropagation';
/** Of the tool for assistants: in `languageModelTools`. */
export const TOOL_NAME = 'check_model_initialization';
/** Scheme of the documents that stand for archives: made here, read-only, never on disk. */
export const ARCHIVE_SCHEME = 'init-lens-archive';
