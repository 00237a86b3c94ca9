import type { MarkupLanguage } from '../../language.ts';
import type { Span } from '../../model/text.ts';
import { mayHoldJsonModel } from '../json/may-hold-json-model.ts';
import { isFramework, mayHoldScriptModel } from '../script/packages.ts';
import type { ScriptPart } from '../script/script-parts.ts';
import { type BlockKind, blockKind, componentBlockKind } from './block-kind.ts';
import type { ScriptElement } from './element.ts';
import { htmlScripts, svelteScripts } from './html-scripts.ts';
import { vueScripts } from './vue-scripts.ts';

/** What of a page or component is read. */
export interface Blocks {
  /** In the order in which they run; empty where none can hold a model, or have a say in one. */
  readonly scripts: readonly ScriptPart[];
  /** JSON that can hold a model, in the order of the text. */
  readonly json: readonly Span[];
  readonly limits: readonly string[];
}

/** Script elements, and among them models in JSON, beyond which a page is no one's work. */
const MOST_BLOCKS = 200;
const MOST_JSON = 32;

const FINDERS: Readonly<Record<MarkupLanguage, (text: string) => ScriptElement[]>> = {
  html: htmlScripts,
  svelte: svelteScripts,
  vue: vueScripts,
};

/** The blocks of a page or component, found in time that grows with its length. */
export function blocksIn(text: string, language: MarkupLanguage): Blocks {
  const elements = FINDERS[language](text);
  const kindOf = language === 'html' ? blockKind : componentBlockKind;
  const scripts: ScriptBlock[] = [];
  const json: Span[] = [];
  for (const element of elements) {
    const { start, end, attributes } = element;
    if (text.slice(start, end).trim() === '') continue;
    const kind = kindOf(attributes);
    if (kind?.kind === 'script') scripts.push({ element, kind });
    else if (kind?.kind === 'json' && mayHoldJsonModel(text.slice(start, end))) json.push({ start, end });
  }
  const mayHold = elements.some(bringsFramework) || scripts.some(({ element }) => mayHoldModel(text, element));
  const limits = [
    ...(scripts.length > MOST_BLOCKS ? [tooMany(MOST_BLOCKS, 'scripts')] : []),
    ...(json.length > MOST_JSON ? [tooMany(MOST_JSON, 'blocks of JSON')] : []),
  ];
  return {
    scripts: mayHold ? inOrder(scripts.slice(0, MOST_BLOCKS), language) : [],
    json: json.slice(0, MOST_JSON),
    limits,
  };
}

function tooMany(most: number, what: string): string {
  return `The file holds more than ${most} ${what}: those that come after them are not read.`;
}

interface ScriptBlock {
  readonly element: ScriptElement;
  readonly kind: Extract<BlockKind, { kind: 'script' }>;
}

/** `<script src="https://…/tfjs">` makes `tf` a global of the page. */
function bringsFramework({ attributes }: ScriptElement): boolean {
  const address = (attributes.get('src') ?? '').trim().replace(/[?#].*$/, '');
  // As on the page itself: `//cdn.jsdelivr.net/npm/@tensorflow/tfjs`.
  return isFramework(address) || (address.startsWith('//') && isFramework(`https:${address}`));
}

function mayHoldModel(text: string, { start, end }: ScriptElement): boolean {
  return mayHoldScriptModel(text.slice(start, end));
}

/**
 * The scripts as they run. Of a page: modules after all others, each with names of its own (WHATWG HTML, 4.12.1: they are
 * deferred). Of a component: the module's block before the instance's, whose code sees its names.
 */
function inOrder(blocks: readonly ScriptBlock[], language: MarkupLanguage): ScriptPart[] {
  const isPage = language === 'html';
  const part = ({ element: { start, end }, kind }: ScriptBlock) => ({
    start,
    end,
    language: kind.language,
    hasOwnNames: isPage && kind.isModule,
  });
  const isFirst = ({ element, kind }: ScriptBlock) => (isPage ? !kind.isModule : isOfModule(element, language));
  return [...blocks.filter(isFirst), ...blocks.filter((block) => !isFirst(block))].map(part);
}

/** Vue: every block without `setup`. Svelte: `<script module>`, before version 5 `<script context="module">`. */
function isOfModule({ attributes }: ScriptElement, language: MarkupLanguage): boolean {
  if (language === 'vue') return !attributes.has('setup');
  return attributes.has('module') || attributes.get('context') === 'module';
}
