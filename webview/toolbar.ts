import * as l10n from '@vscode/l10n';
import { Button, Choice } from './controls.ts';
import { element } from './dom.ts';
import type { PanelSettings } from './settings.ts';

export interface ToolbarContent {
  /** The file's models, each under a name of its own. */
  readonly models: readonly string[];
  readonly model: string;
  readonly settings: PanelSettings;
  readonly isRunning: boolean;
  /** Why nothing can be simulated; null if it can. */
  readonly whyNoRun: string | null;
}

export interface ToolbarEvents {
  onSettings(changed: Partial<PanelSettings>): void;
  onRun(): void;
  onCancel(): void;
}

/** Which of the file's models is shown, and its simulation's start and end. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #model: Choice;
  readonly #run: Button;
  #isRunning = false;

  constructor(events: ToolbarEvents) {
    this.#model = new Choice('model', l10n.t('Model'), (model) => events.onSettings({ model }));
    this.#run = new Button('run', 'secondary', () => (this.#isRunning ? events.onCancel() : events.onRun()));
    this.element = element(
      'div',
      { class: 'toolbar', role: 'group', 'aria-label': l10n.t('Simulation') },
      this.#model.element,
      element('div', { class: 'buttons' }, this.#run.element),
    );
  }

  show({ models, model, isRunning, whyNoRun }: ToolbarContent): void {
    this.#isRunning = isRunning;
    this.#model.element.hidden = models.length < 2;
    this.#model.show(
      models.map((name) => ({ value: name, text: name })),
      model,
    );
    this.#run.show(isRunning ? l10n.t('Cancel') : l10n.t('Run'), isRunning ? null : whyNoRun);
  }
}
