/**
 * Hands the page its messages in the editor's language, which the extension leaves on the script's element. The first import of
 * the page: texts are asked for while the other modules are loaded.
 */
import * as l10n from '@vscode/l10n';
import { dictionaryOf, isString } from '../src/protocol/guard.ts';

const isBundle = dictionaryOf(isString);
const bundle: unknown = JSON.parse(document.currentScript?.dataset.messages ?? '{}');
if (isBundle(bundle)) l10n.config({ contents: bundle });
