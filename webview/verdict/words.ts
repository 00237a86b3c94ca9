import { figure, percentage } from '../figures.ts';
import type { Course, Judged } from './extremes.ts';

/** What a course does, as a predicate with its subject. */
export function headlineOf(ill: readonly Judged[]): string {
  const signal = ill.find(({ direction }) => direction === 'forward');
  const gradient = ill.find(({ direction }) => direction === 'backward');
  if (signal !== undefined && gradient !== undefined) {
    const [first, second] = [verbOf(signal), verbOf(gradient)];
    return first === second
      ? `Signal and gradient ${PLURAL[first]}`
      : `The signal ${SINGULAR[first]} and the gradient ${SINGULAR[second]}`;
  }
  if (signal !== undefined) return `The signal ${SINGULAR[verbOf(signal)]}`;
  return gradient === undefined ? '' : `Gradients ${PLURAL[verbOf(gradient)]}`;
}

type Verb = 'vanish' | 'explode';
const PLURAL: Readonly<Record<Verb, string>> = { vanish: 'vanish', explode: 'explode' };
const SINGULAR: Readonly<Record<Verb, string>> = { vanish: 'vanishes', explode: 'explodes' };

function verbOf({ ratio }: Judged): Verb {
  return ratio < 1 ? 'vanish' : 'explode';
}

/** The figures behind a headline, as the rest of its sentence. */
export function figuresOf(ill: readonly Judged[]): string {
  return ill
    .map((judged) => (judged.direction === 'forward' ? signalClause(judged) : gradientClause(judged)))
    .join(', and ');
}

function signalClause({ layer: { name }, ratio }: Judged): string {
  if (ratio === 0) return `at layer ${name} nothing is left of the input's signal`;
  if (!Number.isFinite(ratio)) return `at layer ${name} the signal is beyond what a number can hold`;
  return ratio < 1
    ? `at layer ${name} ${figure(ratio)} of the input's signal is left`
    : `at layer ${name} the signal is ${figure(ratio)} times the input's`;
}

function gradientClause({ layer: { name }, ratio }: Judged): string {
  if (ratio === 0) return `layer ${name} receives nothing of the last hidden layer's gradient`;
  if (!Number.isFinite(ratio)) return `at layer ${name} the gradient is beyond what a number can hold`;
  return ratio < 1
    ? `layer ${name} receives ${figure(ratio)} of the last hidden layer's gradient`
    : `layer ${name} receives ${figure(ratio)} times the last hidden layer's gradient`;
}

/** Where signal and gradient lie when all is well. */
export function healthyFigures(signal: Course, gradient: Course): string {
  const back =
    gradient.layers.length === 0 ? '' : `, and the gradient ${rangeText(gradient)} of the last hidden layer's`;
  return `the signal is ${rangeText(signal)} of the input's through all hidden layers${back}`;
}

function rangeText({ layers }: Course): string {
  const values = layers.map(({ ratio }) => ratio);
  const [low, high] = [figure(Math.min(...values)), figure(Math.max(...values))];
  return low === high ? low : `${low} to ${high}`;
}

/** heNormal, the default of TensorFlow.js, with relu in 10 layers. */
export function groupText(
  initializer: string,
  defaultOf: string | null,
  activation: string | null,
  layers: readonly string[],
): string {
  const origin = defaultOf === null ? '' : `, the default of ${defaultOf},`;
  const met = activation === null ? '' : ` with ${activation}`;
  const where = layers.length === 1 ? `in layer ${layers[0]}` : `in ${layers.length} layers`;
  return `${initializer}${origin}${met} ${where}`;
}

export function saturatedText(share: number): string {
  return `${percentage(share)} of the outputs saturate`;
}

/** a; a and b; a, b and c. */
export function listed(items: readonly string[], hasOthers: boolean): string {
  const all = hasOthers ? [...items, 'others'] : items;
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

/** As a clause within a sentence; a proper name (TensorFlow.js, ReLU) stays. */
export function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]* /.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
