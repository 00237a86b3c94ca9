import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, setText } from './dom.ts';

/** The only file that knows the toolkit. */

/** Defines the elements; call once, before any control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** A labelled list to choose from. */
export class Choice {
  readonly element: HTMLElement;
  readonly #dropdown: HTMLElement & { value: string };
  #options = '';
  #selected: string | null = null;

  constructor(name: string, label: string, onChange: (value: string) => void) {
    this.#dropdown = valued(document.createElement('vscode-dropdown'));
    this.#dropdown.addEventListener('change', () => {
      this.#selected = this.#dropdown.value;
      onChange(this.#selected);
    });
    this.element = labelled(name, label, this.#dropdown);
  }

  show(options: readonly Option[], selected: string): void {
    const written = JSON.stringify(options);
    // What the user is about to choose is left alone as long as nothing has changed.
    if (written === this.#options && selected === this.#selected) return;
    if (written !== this.#options) this.#dropdown.replaceChildren(...options.map(optionElement));
    this.#options = written;
    this.#selected = selected;
    this.#dropdown.value = selected;
  }
}

/** A labelled field for a number; what it does not accept goes back to what it was. */
export class NumberField {
  readonly element: HTMLElement;
  readonly #field: HTMLElement & { value: string };
  #value: number | null = null;

  constructor(name: string, label: string, accepts: (value: number) => boolean, onChange: (value: number) => void) {
    this.#field = valued(document.createElement('vscode-text-field'));
    this.#field.setAttribute('size', '6');
    this.#field.addEventListener('change', () => {
      const value = Number(this.#field.value);
      if (this.#field.value.trim() !== '' && accepts(value)) onChange(value);
      else this.#field.value = String(this.#value);
    });
    this.element = labelled(name, label, this.#field);
    // The toolkit names the field "Text field" when it comes onto the page, which is before this turn ends.
    queueMicrotask(() => this.#field.setAttribute('aria-label', label));
  }

  show(value: number): void {
    // What the user is typing is left alone.
    if (value === this.#value) return;
    this.#value = value;
    this.#field.value = String(value);
  }
}

export class Button {
  readonly element: HTMLElement;

  constructor(name: string, appearance: 'primary' | 'secondary', onClick: () => void) {
    this.element = document.createElement('vscode-button');
    this.element.setAttribute('appearance', appearance);
    this.element.setAttribute('data-control', name);
    this.element.addEventListener('click', () => {
      if (!this.element.hasAttribute('disabled')) onClick();
    });
  }

  /** @param whyNot why the button cannot be used; null if it can. */
  show(label: string, whyNot: string | null): void {
    setText(this.element, label);
    this.element.toggleAttribute('disabled', whyNot !== null);
    if (whyNot === null) this.element.removeAttribute('title');
    else this.element.setAttribute('title', whyNot);
  }
}

function labelled(name: string, label: string, control: HTMLElement): HTMLElement {
  control.setAttribute('aria-label', label);
  control.setAttribute('data-control', name);
  return element('div', { class: 'control' }, element('span', { 'aria-hidden': 'true' }, label), control);
}

function optionElement({ value, text }: Option): HTMLElement {
  const option = document.createElement('vscode-option');
  option.setAttribute('value', value);
  option.textContent = text;
  return option;
}

/** The toolkit's form elements hold their value as text, once they are defined. */
function valued(control: HTMLElement): HTMLElement & { value: string } {
  if (!hasValue(control)) throw new TypeError(`${control.localName} is not defined: register the controls first.`);
  return control;
}

function hasValue(control: HTMLElement): control is HTMLElement & { value: string } {
  return 'value' in control && typeof control.value === 'string';
}
