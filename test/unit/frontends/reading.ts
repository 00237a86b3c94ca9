import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading, ReadingOptions } from '../../../src/frontends/frontend.ts';
import { readUnits } from '../../../src/frontends/read-units.ts';
import { loadScriptParser, type ScriptLanguage, type ScriptParser } from '../../../src/frontends/script/parser.ts';
import { readScript, ScriptReader } from '../../../src/frontends/script/read-script.ts';
import { unitsOf } from '../../../src/frontends/units.ts';
import { type Language, languageOfPath } from '../../../src/language.ts';
import type { Layer, ModelGraph } from '../../../src/model/graph.ts';
import { size } from '../../../src/model/shape.ts';
import { loadWasm } from './wasm.ts';

export const OPTIONS: ReadingOptions = { assume: {}, dialect: 'auto' };
export const IMPORT = "import * as tf from '@tensorflow/tfjs';\n";

let parser: ScriptParser | null = null;

/** Loads the grammars once for all tests; call it in `before`. */
export async function prepare(): Promise<void> {
  parser ??= await loadScriptParser(loadWasm);
}

export function read(text: string, language: ScriptLanguage = 'typescript', options = OPTIONS): Reading {
  if (parser === null) throw new Error('Call prepare() before reading.');
  return readScript(parser, text, language, options);
}

export function readFile(path: string): { text: string; reading: Reading; again(text: string): Reading } {
  const text = readFileSync(join(__dirname, '../../..', path), 'utf8');
  const language = expectDefined(languageOfPath(path), `${path} is a model file`);
  const again = (changed: string) => readDocument(changed, language);
  return { text, reading: again(text), again };
}

/** Reads a document of any language as the analyser does, without its imports. */
export function readDocument(text: string, language: Language, options = OPTIONS): Reading {
  const reader = keptReader(language, options);
  try {
    return reader.read(text);
  } finally {
    reader.dispose();
  }
}

/** Reads one version of a document after the other, each from where the last one was parsed. */
export function keptReader(language: Language, options = OPTIONS): { read(text: string): Reading; dispose(): void } {
  if (parser === null) throw new Error('Call prepare() before reading.');
  const reader = new ScriptReader(parser, Date.now);
  return {
    read: (text) =>
      readUnits(unitsOf(text, language), options, Date.now, (unit) =>
        reader.readUnit('untitled:document', unit, options),
      ),
    dispose: () => reader.dispose(),
  };
}

export function expectDefined<T>(value: T | null | undefined, why: string): T {
  if (value === null || value === undefined) throw new Error(why);
  return value;
}

/** A graph in a form that a person can check: one line a layer. */
export function summary(graph: ModelGraph): object {
  return {
    name: graph.name,
    kind: graph.kind,
    dialect: graph.dialect,
    complete: graph.complete,
    unknowns: graph.unknowns.map(({ name, assumed }) => `${name} = ${assumed}`),
    layers: graph.layers.map((layer) => `${layer.id} <- ${layer.inputs.join(', ') || 'nothing'}: ${inWords(layer)}`),
    outputs: graph.outputs,
  };
}

function inWords({ operation, outputShape, activation, weights, parts, sharesWeightsOf }: Layer): string {
  const meets = activation.effective === null ? '' : ` meets ${activation.effective.name}`;
  const written = weights
    .filter((weight) => weight.role !== 'movingMean' && weight.role !== 'movingVariance')
    .map(({ role, shape, initializer: { spec, explicit } }) => {
      return `; ${role} [${shape.map(size).join(', ')}] ${spec.name}${explicit ? '' : ' by default'}`;
    })
    .join('');
  const inside = parts.map((part) => `; ${part.id} (${inWords(part)})`).join('');
  const shared = sharesWeightsOf === null ? '' : `; weights of ${sharesWeightsOf}`;
  return `${operation.kind} [${outputShape?.map(size).join(', ') ?? '?'}]${meets}${written}${inside}${shared}`;
}

/** Text with the place of its one `|`, taken out. */
export function cursorIn(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
