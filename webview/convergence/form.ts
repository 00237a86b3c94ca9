import * as l10n from '@vscode/l10n';
import { Choice, NumberField, type Option } from '../controls.ts';
import { element } from '../dom.ts';
import {
  isLearningRate,
  LEARNING_RATES,
  OPTIMIZERS,
  REPEATS,
  STEPS,
  TASKS,
  TRAINING_BATCHES,
  type TrainingOptions,
} from './options.ts';
import { optimizerName, taskName } from './words.ts';

/** How to train. */
export class TrainingForm {
  readonly element: HTMLElement;
  readonly #steps: Choice;
  readonly #batch: Choice;
  readonly #optimizer: Choice;
  readonly #rate: NumberField;
  readonly #task: Choice;
  readonly #repeats: Choice;
  readonly #seed: NumberField;

  constructor(onChange: (changed: Partial<TrainingOptions>) => void) {
    this.#steps = new Choice('training-steps', l10n.t('Steps'), (value) => onChange({ steps: Number(value) }));
    this.#batch = new Choice('training-batch', l10n.t('Batch'), (value) => onChange({ batch: Number(value) }));
    this.#optimizer = new Choice('optimizer', l10n.t('Optimiser'), (value) => {
      const optimizer = OPTIMIZERS.find((known) => known === value) ?? 'sgd';
      // A rate that suits one optimiser makes another diverge.
      onChange({ optimizer, learningRate: LEARNING_RATES[optimizer] });
    });
    this.#rate = new NumberField('learning-rate', l10n.t('Learning rate'), isLearningRate, (learningRate) =>
      onChange({ learningRate }),
    );
    this.#task = new Choice('task', l10n.t('Problem'), (value) =>
      onChange({ task: TASKS.find((known) => known === value) ?? 'linear' }),
    );
    this.#repeats = new Choice('repeats', l10n.t('Seeds'), (value) => onChange({ repeats: Number(value) }));
    this.#seed = new NumberField(
      'training-seed',
      l10n.t('First seed'),
      (value) => Number.isSafeInteger(value) && value >= 0,
      (seed) => onChange({ seed }),
    );
    const controls = [this.#steps, this.#batch, this.#optimizer, this.#rate, this.#task, this.#repeats, this.#seed];
    this.element = element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': l10n.t('Training') },
      ...controls.map((control) => control.element),
    );
  }

  show(options: TrainingOptions): void {
    this.#steps.show(numbered(STEPS), String(options.steps));
    this.#batch.show(numbered(TRAINING_BATCHES), String(options.batch));
    this.#optimizer.show(
      OPTIMIZERS.map((value) => ({ value, text: optimizerName(value) })),
      options.optimizer,
    );
    this.#rate.show(options.learningRate);
    this.#task.show(
      TASKS.map((value) => ({ value, text: taskName(value) })),
      options.task,
    );
    this.#repeats.show(numbered(REPEATS), String(options.repeats));
    this.#seed.show(options.seed);
  }
}

function numbered(values: readonly number[]): Option[] {
  return values.map((value) => ({ value: String(value), text: String(value) }));
}
