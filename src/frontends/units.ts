import { isMarkup, type Language } from '../language.ts';
import type { Span } from '../model/text.ts';
import { blankedOutside, withoutMarkupComments } from './markup/blanked.ts';
import { blocksIn } from './markup/blocks.ts';
import type { ScriptLanguage } from './script/parser.ts';
import type { ScriptPart } from './script/script-parts.ts';

/** A text that one frontend reads, with offsets of the document that it stands in. */
export type Unit = JsonUnit | ScriptUnit;

/** JSON that is a whole document, or lies in one. */
export type JsonUnit =
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'jsonBlock'; readonly text: string; readonly block: Span };

/** One script that is a whole document, or all those that lie in one. */
export type ScriptUnit =
  | { readonly kind: 'script'; readonly text: string; readonly language: ScriptLanguage }
  | { readonly kind: 'scripts'; readonly text: string; readonly blocks: readonly ScriptPart[] };

/** What of a document is read, and how. */
export interface Units {
  /** Its text. */
  readonly document: string;
  /** Whether a single one is the whole document. */
  readonly isWhole: boolean;
  /** Scripts first, in one unit. */
  readonly units: readonly Unit[];
  /** The document with white space for what is no code: comments of it are the only ones that count. */
  readonly code: string;
  /** Sentences about what is left out. */
  readonly limits: readonly string[];
}

/** The one place where a document becomes what the frontends read: itself, or the blocks of a page or component. */
export function unitsOf(text: string, language: Language): Units {
  if (!isMarkup(language)) {
    const unit: Unit = language === 'json' ? { kind: 'json', text } : { kind: 'script', text, language };
    return { document: text, isWhole: true, units: [unit], code: text, limits: [] };
  }
  const { scripts, json, limits } = blocksIn(text, language);
  const blank = json.length === 0 ? '' : blankedOutside(text, []);
  const alone = ({ start, end }: Span) => blank.slice(0, start) + text.slice(start, end) + blank.slice(end);
  const units: Unit[] = json.map((block) => ({ kind: 'jsonBlock', text: alone(block), block }));
  const written = blankedOutside(text, scripts);
  const ofScripts = language === 'html' ? withoutMarkupComments(written) : written;
  if (scripts.length > 0) units.unshift({ kind: 'scripts', text: ofScripts, blocks: scripts });
  const code = json.length === 0 ? ofScripts : blankedOutside(text, [...scripts, ...json]);
  return { document: text, isWhole: false, units, code, limits };
}
