import * as l10n from '@vscode/l10n';
import { figure, percentage, rangeOf, wholeNumber } from '../figures.ts';
import { listOfAll } from '../language.ts';
import type { Course, Judged } from './extremes.ts';

/** What becomes of signal and gradient, in a few words. */
export function headlineOf(ill: readonly Judged[]): string {
  const signal = ill.find(({ direction }) => direction === 'forward');
  const gradient = ill.find(({ direction }) => direction === 'backward');
  if (signal === undefined) {
    return gradient !== undefined && vanishes(gradient) ? l10n.t('Gradients vanish') : l10n.t('Gradients explode');
  }
  if (gradient === undefined) return vanishes(signal) ? l10n.t('The signal vanishes') : l10n.t('The signal explodes');
  if (vanishes(signal)) {
    return vanishes(gradient)
      ? l10n.t('Signal and gradient vanish')
      : l10n.t('The signal vanishes and the gradient explodes');
  }
  return vanishes(gradient)
    ? l10n.t('The signal explodes and the gradient vanishes')
    : l10n.t('Signal and gradient explode');
}

function vanishes({ ratio }: Judged): boolean {
  return ratio < 1;
}

/** The figures behind a headline, as the rest of its sentence. */
export function figuresOf(ill: readonly Judged[]): string {
  const [first = '', second] = ill.map((judged) =>
    judged.direction === 'forward' ? signalClause(judged) : gradientClause(judged),
  );
  return second === undefined ? first : l10n.t('{0}, and {1}', first, second);
}

function signalClause({ layer: { name }, ratio }: Judged): string {
  if (ratio === 0) return l10n.t("at layer {0} nothing is left of the input's signal", name);
  if (!Number.isFinite(ratio)) return l10n.t('at layer {0} the signal is beyond what a number can hold', name);
  return ratio < 1
    ? l10n.t("at layer {0} {1} of the input's signal is left", name, figure(ratio))
    : l10n.t("at layer {0} the signal is {1} times the input's", name, figure(ratio));
}

function gradientClause({ layer: { name }, ratio }: Judged): string {
  if (ratio === 0) return l10n.t("layer {0} receives nothing of the last hidden layer's gradient", name);
  if (!Number.isFinite(ratio)) return l10n.t('at layer {0} the gradient is beyond what a number can hold', name);
  return ratio < 1
    ? l10n.t("layer {0} receives {1} of the last hidden layer's gradient", name, figure(ratio))
    : l10n.t("layer {0} receives {1} times the last hidden layer's gradient", name, figure(ratio));
}

/** Where signal and gradient lie when all is well. */
export function healthyFigures(signal: Course, gradient: Course): string {
  const forward = rangeText(signal);
  return gradient.layers.length === 0
    ? l10n.t("the signal is {0} of the input's through all hidden layers", forward)
    : l10n.t(
        "the signal is {0} of the input's through all hidden layers, and the gradient {1} of the last hidden layer's",
        forward,
        rangeText(gradient),
      );
}

function rangeText({ layers }: Course): string {
  const values = layers.map(({ ratio }) => ratio);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return figure(low) === figure(high) ? figure(low) : rangeOf(low, high);
}

/** Whose default it is, what its layers' outputs meet, and where: heNormal, the default of Keras 3, with relu in 10 layers. */
export function groupText(
  initializer: string,
  defaultOf: string | null,
  activation: string | null,
  layers: readonly string[],
): string {
  const [name = ''] = layers;
  const where =
    layers.length === 1 ? l10n.t('in layer {0}', name) : l10n.t('in {0} layers', wholeNumber(layers.length));
  if (activation === null) {
    return defaultOf === null
      ? l10n.t('{0} {1}', initializer, where)
      : l10n.t('{0}, the default of {1}, {2}', initializer, defaultOf, where);
  }
  return defaultOf === null
    ? l10n.t('{0} with {1} {2}', initializer, activation, where)
    : l10n.t('{0}, the default of {1}, with {2} {3}', initializer, defaultOf, activation, where);
}

export function saturatedText(share: number): string {
  return l10n.t('{0} of the outputs saturate', percentage(share));
}

/** a and b; a, b and others. */
export function listed(items: readonly string[], hasOthers: boolean): string {
  return listOfAll(hasOthers ? [...items, l10n.t('others')] : items);
}

/** As a clause within a sentence; a proper name (TensorFlow.js, ReLU) stays. */
export function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]* /.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
