import { element, setText } from './dom.ts';
import { MADE } from './toolkit/made.ts';

/** The toolkit's elements by their names. Its script comes after the first look: until then they are places that show nothing. */

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** A labelled list to choose from. */
export class Choice {
  readonly element: HTMLElement;
  readonly #dropdown = new ValueElement('vscode-dropdown');
  #options = '';
  #selected: string | null = null;

  constructor(name: string, label: string, onChange: (value: string) => void) {
    this.#dropdown.element.addEventListener('change', () => {
      this.#selected = this.#dropdown.value;
      onChange(this.#selected);
    });
    this.element = labelled(name, label, this.#dropdown.element);
  }

  show(options: readonly Option[], selected: string): void {
    const written = JSON.stringify(options);
    // What the user is about to choose is left alone as long as nothing has changed.
    if (written === this.#options && selected === this.#selected) return;
    if (written !== this.#options) this.#dropdown.element.replaceChildren(...options.map(optionElement));
    this.#options = written;
    this.#selected = selected;
    this.#dropdown.value = selected;
  }
}

/** A labelled field for a number; what it does not accept goes back to what it was. */
export class NumberField {
  readonly element: HTMLElement;
  readonly #field: ValueElement;
  #value: number | null = null;

  constructor(name: string, label: string, accepts: (value: number) => boolean, onChange: (value: number) => void) {
    // The toolkit names the field "Text field" when it makes it.
    this.#field = new ValueElement('vscode-text-field', () => this.#field.element.setAttribute('aria-label', label));
    this.#field.element.setAttribute('size', '6');
    this.#field.element.addEventListener('change', () => {
      const value = Number(this.#field.value);
      if (this.#field.value.trim() !== '' && accepts(value)) onChange(value);
      else this.#field.value = String(this.#value);
    });
    this.element = labelled(name, label, this.#field.element);
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

/** An element of the toolkit that holds a text; before it is made, what it will hold. */
class ValueElement {
  readonly element: HTMLElement;
  #awaited = '';
  #isMade = false;

  constructor(tag: string, onMade: () => void = () => {}) {
    this.element = document.createElement(tag);
    const made = () => {
      this.#isMade = true;
      this.value = this.#awaited;
      onMade();
    };
    this.element.addEventListener(MADE, made, { once: true });
  }

  get value(): string {
    return this.#isMade && hasValue(this.element) ? this.element.value : this.#awaited;
  }

  /** An element that gets a property before it is made would keep it in the way of its own. */
  set value(value: string) {
    this.#awaited = value;
    if (this.#isMade && hasValue(this.element)) this.element.value = value;
  }
}

function hasValue(control: HTMLElement): control is HTMLElement & { value: string } {
  return 'value' in control && typeof control.value === 'string';
}
