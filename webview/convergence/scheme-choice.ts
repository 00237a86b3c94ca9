import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { schemeLabel } from '../schemes/names.ts';
import { svg } from '../svg.ts';
import { strokeOf } from './palette.ts';

const SWATCH_WIDTH = 32;
const SWATCH_HEIGHT = 10;

/** Which choices of initialisers to train, as boxes to tick; they name the curves too. */
export class SchemeChoice {
  readonly element = element('fieldset', { class: 'training-schemes' }, element('legend', {}, l10n.t('Initialisers')));
  readonly #onChange: (scheme: string, isChosen: boolean) => void;
  #boxes: readonly HTMLInputElement[] = [];
  #shown = '';

  constructor(onChange: (scheme: string, isChosen: boolean) => void) {
    this.#onChange = onChange;
  }

  /**
   * @param schemes all there are.
   * @param chosen in the order of their curves.
   * @param most that can be chosen.
   */
  show(schemes: readonly string[], chosen: readonly string[], most: number): void {
    if (JSON.stringify(schemes) !== this.#shown) {
      this.#shown = JSON.stringify(schemes);
      const entries = schemes.map((scheme) => this.#entry(scheme));
      this.#boxes = entries.flatMap((entry) => [...entry.querySelectorAll('input')]);
      this.element.replaceChildren(element('legend', {}, l10n.t('Initialisers')), ...entries);
    }
    for (const box of this.#boxes) {
      const index = chosen.indexOf(box.value);
      box.checked = index !== -1;
      box.disabled = index === -1 && chosen.length >= most;
    }
    this.recolour(chosen);
  }

  /** Draws the swatches in the theme's colours as they are now. */
  recolour(chosen: readonly string[]): void {
    for (const box of this.#boxes) {
      box.parentElement?.querySelector('.swatch')?.replaceWith(swatchOf(box.value, chosen.indexOf(box.value)));
    }
  }

  #entry(scheme: string): HTMLElement {
    const box = element('input', { type: 'checkbox', value: scheme });
    box.addEventListener('change', () => this.#onChange(scheme, box.checked));
    return element('label', { class: 'scheme' }, box, swatchOf(scheme, -1), schemeLabel(scheme));
  }
}

/** A piece of the curve as it is drawn; nothing where there is none. @param index among the chosen. */
function swatchOf(scheme: string, index: number): SVGElement {
  const middle = SWATCH_HEIGHT / 2;
  const made = svg('svg', { class: 'swatch', width: SWATCH_WIDTH, height: SWATCH_HEIGHT, 'aria-hidden': 'true' });
  if (index === -1) return made;
  const { colour, dash } = strokeOf(scheme);
  const line = svg('line', { x2: SWATCH_WIDTH, y1: middle, y2: middle, 'stroke-dasharray': dash.join(' ') });
  line.style.stroke = colour;
  made.append(line);
  return made;
}
