import { MADE } from './made.ts';

/**
 * From here on, what the page holds of an element's kind when it is defined comes to life in tasks of its own: all of a kind at once
 * kept the page from its user for up to 53 ms. What comes later is made at once, as it is put onto the page.
 */
export function makeInTurns(later: (next: () => void) => void): void {
  let isDefining = false;
  customElements.define = (name, kind, options) => {
    const prototype: { connectedCallback(this: HTMLElement): void } = kind.prototype;
    const { connectedCallback } = prototype;
    const make = (control: HTMLElement) => {
      if (!control.isConnected) return;
      connectedCallback.call(control);
      control.setAttribute(MADE, '');
      control.dispatchEvent(new Event(MADE));
    };
    // A registry takes its callbacks from the prototype when the kind is defined.
    prototype.connectedCallback = function () {
      if (isDefining) later(() => make(this));
      else make(this);
    };
    isDefining = true;
    try {
      CustomElementRegistry.prototype.define.call(customElements, name, kind, options);
    } finally {
      isDefining = false;
    }
  };
}
