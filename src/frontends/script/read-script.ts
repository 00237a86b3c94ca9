import { dialects } from '../../dialects/index.ts';
import { assemble } from '../assemble.ts';
import type { Reading, ReadingOptions } from '../frontend.ts';
import { NOTHING_READ } from '../nothing-read.ts';
import type { ScriptUnit } from '../units.ts';
import { Budget } from './budget.ts';
import { collectPlans } from './collect-plans.ts';
import { EmbeddedModels } from './embedded-models.ts';
import { KeptSyntaxes } from './kept-syntaxes.ts';
import { ModuleSyntaxes } from './module-files.ts';
import { isMinified, mayHoldScriptModel } from './packages.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { PartedSyntaxes } from './parted-syntaxes.ts';
import type { Script } from './read-syntax.ts';
import { ScriptModels } from './script-models.ts';
import type { PartedScript } from './script-parts.ts';
import { ScriptReading } from './script-reading.ts';
import type { SyntaxNode } from './syntax.ts';

const NO_MODULES: ReadonlyMap<string, string> = new Map();

/** Reads scripts; keeps what it has parsed of each, so that its next version is parsed from there. */
export class ScriptReader {
  private readonly now: () => number;
  private readonly documents: KeptSyntaxes;
  private readonly parted: PartedSyntaxes;
  private readonly modules: ModuleSyntaxes;

  /** @param now milliseconds on any clock, for the time budget. */
  constructor(parser: ScriptParser, now: () => number) {
    this.now = now;
    this.documents = new KeptSyntaxes(parser);
    this.parted = new PartedSyntaxes(this.documents);
    this.modules = new ModuleSyntaxes(parser);
  }

  /**
   * Reads the models that a TypeScript or JavaScript file makes, without running it. Never throws on a document: what
   * cannot be read is left out, and the graphs and `limits` say so.
   * @param modules texts by URI of the files that the document imports, and of those that these import.
   */
  read(script: Script, options: ReadingOptions, modules = NO_MODULES): Reading {
    if (!mayHoldScriptModel(script.text)) return NOTHING_READ;
    // Its names are gone, and it would take seconds to find that out.
    if (isMinified(script.text)) return { ...NOTHING_READ, limits: ['The file is minified: it is not read.'] };
    const budget = new Budget(this.now);
    return this.evaluate(this.documents.read(script, budget.lateToParse), budget, options, modules);
  }

  /** Reads one script, or those of a page together. */
  readUnit(uri: string, unit: ScriptUnit, options: ReadingOptions, modules = NO_MODULES): Reading {
    const { text } = unit;
    if (unit.kind === 'scripts') return this.readParts({ uri, text, parts: unit.blocks }, options, modules);
    return this.read({ uri, text, language: unit.language }, options, modules);
  }

  /** Reads scripts that lie in one document as `read` does one. */
  readParts(script: PartedScript, options: ReadingOptions, modules = NO_MODULES): Reading {
    const budget = new Budget(this.now);
    const { root, limits } = this.parted.read(script, budget.lateToParse);
    return this.evaluate(root, budget, options, modules, limits);
  }

  private evaluate(
    root: SyntaxNode | null,
    budget: Budget,
    options: ReadingOptions,
    modules: ReadonlyMap<string, string>,
    before: readonly string[] = [],
  ): Reading {
    if (root === null) {
      return { ...NOTHING_READ, limits: ['The file takes too long to parse: it is not read.'] };
    }
    const files = this.modules.files(modules, budget.late);
    const { plans, limits, scope } = collectPlans(root, budget, options.assume, files);
    // Scripts are TensorFlow.js whatever the setting says: no other framework is written in them.
    const models = new ScriptModels(plans, (plan) => assemble(plan, dialects.tfjs, 'code', options.assume));
    const { text } = root.document;
    const embedded = new EmbeddedModels(root, options, this.now);
    return new ScriptReading({
      text,
      root,
      scope,
      models,
      limits: [...before, ...limits],
      dialect: dialects.tfjs,
      embedded,
    });
  }

  /** Frees what is kept for a document. */
  forget(uri: string): void {
    this.documents.forget(uri);
    this.parted.forget(uri);
  }

  /** Frees all; the parser stays. */
  dispose(): void {
    this.documents.dispose();
  }
}

/** Reads one script that imports nothing which could be read, and keeps nothing. */
export function readScript(
  parser: ScriptParser,
  text: string,
  language: ScriptLanguage,
  options: ReadingOptions,
  now: () => number = Date.now,
): Reading {
  const reader = new ScriptReader(parser, now);
  try {
    return reader.read({ uri: 'untitled:script', text, language }, options);
  } finally {
    reader.dispose();
  }
}
