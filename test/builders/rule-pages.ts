import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../src/language.ts';
import { sequentialModel } from './analyse.ts';

/** Rules' pages and the examples in them, as models. */

const FOLDER = join(__dirname, '../../docs/rules');

export function rulePage(rule: string): string {
  return readFileSync(join(FOLDER, `${rule}.md`), 'utf8');
}

/** The text below a heading up to the next one of its level. */
export function sectionOf(page: string, heading: string): string {
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** One way of writing a model that a page shows. */
export interface PageExample {
  readonly language: Language;
  /** As shown. */
  readonly shown: string;
  /** What is shown as a whole model. */
  readonly text: string;
  /** The rule that speaks of it, where that is not the page's own; null for the page's. */
  readonly rule: string | null;
}

/** How a fragment stands in its model: what its fence says behind the language, as in `js repeat=10 input=[32,32,3]`. */
interface Frame {
  readonly repeat: number;
  /** Without batch. */
  readonly input: readonly number[];
  readonly keras: string;
  readonly rule: string | null;
}

const FENCE = /^```(js|json)\b(.*)\n([\s\S]*?)^```$/gm;

/** Every example of a section; several in one block are parted by blank lines or by a comment that begins with "or". */
export function examplesIn(section: string): PageExample[] {
  return [...section.matchAll(FENCE)].flatMap(([, language, words, block]) => {
    const frame = frameOf(words ?? '');
    return partsOf(block ?? '').map((shown) => ({
      language: language === 'json' ? ('json' as const) : ('javascript' as const),
      shown,
      text: language === 'json' ? jsonModel(shown, frame) : codeModel(shown, frame),
      rule: frame.rule,
    }));
  });
}

function frameOf(words: string): Frame {
  const values = new Map([...words.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key, value]));
  return {
    repeat: Number(values.get('repeat') ?? 1),
    input: JSON.parse(values.get('input') ?? '[64]'),
    keras: values.get('keras') ?? '2.15.0',
    rule: values.get('rule') ?? null,
  };
}

function partsOf(block: string): string[] {
  return block.split(/\n\n|^\/\/ or.*\n/m).filter((part) => part.trim() !== '');
}

/** A program as it is; layers one after the other otherwise, between an input and a last layer. */
function codeModel(shown: string, { repeat, input }: Frame): string {
  if (shown.includes('.apply(')) return program(shown, input);
  const lines = shown.split('\n');
  const declared = lines.filter((line) => line.startsWith('const '));
  const layers = lines
    .filter((line) => !line.startsWith('const ') && !line.startsWith('//'))
    .join('\n')
    .split(/^(?=tf\.layers\.)/m)
    .map((layer) => layer.replace(/^tf\.layers\./, '').trimEnd());
  const all = Array.from({ length: repeat }, () => layers).flat();
  const ending = isImage(shown, input) ? ['flatten()', 'dense({ units: 1 })'] : ['dense({ units: 1 })'];
  // A comment at the end of a layer's line would swallow the comma behind it.
  const text = sequentialModel(
    input,
    [...all, ...ending].map((layer) => layer.replace(/ \/\/ .*$/, '')),
  );
  return text.replace('export const model', `${declared.join('\n')}\nexport const model`);
}

function program(shown: string, input: readonly number[]): string {
  return `import * as tf from '@tensorflow/tfjs';
const input = tf.input({ shape: ${JSON.stringify(input)} });
let x = input;
${shown}
export const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(x) });
`;
}

function isImage(shown: string, input: readonly number[]): boolean {
  return input.length > 1 && !/lstm/i.test(shown);
}

interface JsonLayer {
  readonly class_name: string;
  readonly config: object;
}

/** A model as it is; a layer, or a list of them, between an input and a last layer otherwise. */
function jsonModel(shown: string, { repeat, input, keras }: Frame): string {
  const written: JsonLayer | readonly JsonLayer[] = JSON.parse(shown);
  if ('class_name' in written && /^(Sequential|Functional|Model)$/.test(written.class_name)) return shown;
  const layers = 'class_name' in written ? [written] : written;
  const ending = isImage(shown, input) ? [layer('Flatten', {})] : [];
  const all = [...Array.from({ length: repeat }, () => layers).flat(), ...ending, layer('Dense', { units: 1 })];
  const named = all.map(({ class_name, config }, i) => {
    const shape = i === 0 ? { batch_input_shape: [null, ...input] } : {};
    return { class_name, config: { name: `layer_${i + 1}`, ...shape, ...config } };
  });
  return JSON.stringify({
    class_name: 'Sequential',
    config: { name: 'example', layers: named },
    keras_version: keras,
    backend: keras.startsWith('tfjs') ? 'tensor_flow.js' : 'tensorflow',
  });
}

function layer(className: string, config: object): JsonLayer {
  return { class_name: className, config };
}
