/**
 * Hands the page its texts in the editor's language, which the extension puts into it. The first import of the page: texts are
 * asked for while the other modules are loaded.
 */
import * as l10n from '@vscode/l10n';
import { dictionaryOf, isString } from '../src/protocol/guard.ts';
import { TEXTS_ID } from '../src/protocol/page-texts.ts';

const isBundle = dictionaryOf(isString);
const texts: unknown = JSON.parse(document.getElementById(TEXTS_ID)?.textContent ?? 'null');
if (isBundle(texts)) l10n.config({ contents: texts });
