import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { Reading } from '../../../src/frontends/frontend.ts';
import { readJson } from '../../../src/frontends/json/read-json.ts';
import { loadScriptParser, type ScriptParser } from '../../../src/frontends/script/parser.ts';
import { ScriptReader } from '../../../src/frontends/script/read-script.ts';
import { OPTIONS } from '../../unit/frontends/reading.ts';
import { loadWasm } from '../../unit/frontends/wasm.ts';
import { disagreements, sourceOf } from '../harness/agreement.ts';
import { differences } from '../harness/compare-facts.ts';
import { factsOfGraph } from '../harness/graph-facts.ts';
import { type Ran, runProgram } from '../harness/run-program.ts';
import { factsOfModel, LOADED } from '../harness/tfjs-facts.ts';
import { disposeVariablesSince, variableNames } from '../harness/variables.ts';
import type { Program } from './printer/print.ts';

let parser: ScriptParser | null = null;

/** Loads the grammars; call it in `before`. */
export async function prepareReading(): Promise<void> {
  parser ??= await loadScriptParser(loadWasm);
}

/** In which ways a program is read otherwise than TF.js runs it, and its saved model otherwise than TF.js loads it. */
export async function wrongs(program: Program): Promise<string[]> {
  const others = variableNames();
  try {
    const ran = await run(program);
    const { graphs, limits } = read(program);
    return [...limits, ...disagreements(program.text, graphs, ran), ...(await savedWrongs(ran))];
  } finally {
    disposeVariablesSince(others);
  }
}

async function run({ text, language, calls, parts }: Program): Promise<Ran> {
  const loader = language === 'typescript' ? 'ts' : 'js';
  const ran = await runProgram({ text, loader, files: parts === null ? {} : { './parts': parts } });
  for (const { name, args } of calls) {
    const made = ran.exports[name];
    assert.ok(typeof made === 'function', `${name} is exported`);
    Reflect.apply(made, undefined, args);
  }
  assert.ok(ran.models.length > 0, 'a program makes a model');
  return ran;
}

const FOLDER = 'memory:/generated/';

function read({ text, language, parts, assume }: Program): Reading {
  assert.ok(parser !== null, 'the grammars are loaded');
  const ending = language === 'typescript' ? 'ts' : 'js';
  const reader = new ScriptReader(parser, () => 0);
  const files = new Map(parts === null ? [] : [[`${FOLDER}parts.${ending}`, parts]]);
  try {
    return reader.read({ uri: `${FOLDER}main.${ending}`, text, language }, { ...OPTIONS, assume }, files);
  } finally {
    reader.dispose();
  }
}

/** The outermost model is made last. */
async function savedWrongs({ models }: Ran): Promise<string[]> {
  const made = models.at(-1)?.model;
  assert.ok(made !== undefined, 'a program makes a model');
  const saved: unknown = made.toJSON(null, true);
  assert.ok(typeof saved === 'string', 'a model saves itself as text');
  const topology: unknown = JSON.parse(saved);
  assert.ok(typeof topology === 'object' && topology !== null, 'a saved model is an object');
  const loaded = await tf.models.modelFromJSON({ modelTopology: { ...topology } });
  const [graph] = readJson(saved, OPTIONS).graphs;
  if (graph === undefined) return ['JSON: no model is read'];
  const ways = differences(factsOfGraph(graph), factsOfModel(loaded, LOADED), sourceOf(saved));
  return ways.map((way) => `JSON: ${way}`);
}
