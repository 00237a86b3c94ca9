import * as l10n from '@vscode/l10n';
import { DASHES } from './charts/theme.ts';
import { element } from './dom.ts';
import type { Series, SeriesRole } from './series.ts';
import { svg } from './svg.ts';
import { HEALTHY_FACTOR } from './verdict.ts';

export type LegendKey = SeriesRole | 'theory';

const SWATCH_WIDTH = 32;
const SWATCH_HEIGHT = 10;

/** Names the curves of both charts; each can be hidden and shown. */
export class Legend {
  readonly element = element('div', { class: 'legend', role: 'group', 'aria-label': l10n.t('Curves') });
  readonly #onToggle: (key: LegendKey) => void;
  #shown = '';

  constructor(onToggle: (key: LegendKey) => void) {
    this.#onToggle = onToggle;
  }

  show(series: readonly Series[], hidden: ReadonlySet<LegendKey>): void {
    const entries = [
      ...series.map(({ role, label }) => ({ key: role, label })),
      { key: 'theory' as const, label: l10n.t('Theory (mean field)') },
    ];
    // The focus stays where it is as long as the entries do.
    const shown = JSON.stringify(entries);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.element.replaceChildren(
        ...entries.map(({ key, label }) => this.#entry(key, label)),
        element('span', { class: 'entry' }, element('span', { class: 'band' }), l10n.t('Middle 90% of the seeds')),
        element(
          'span',
          { class: 'entry' },
          element('span', { class: 'zone' }),
          l10n.t('Healthy: within a factor of {0}', HEALTHY_FACTOR),
        ),
      );
    }
    for (const button of this.element.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(!hasKey(hidden, button.dataset.key)));
    }
  }

  #entry(key: LegendKey, label: string): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'entry', 'data-key': key });
    button.append(swatch(key), label);
    button.addEventListener('click', () => this.#onToggle(key));
    return button;
  }
}

function hasKey(keys: ReadonlySet<string>, key: string | undefined): boolean {
  return key !== undefined && keys.has(key);
}

/** A piece of the curve as it is drawn. */
function swatch(key: LegendKey): SVGElement {
  const dashes = (key === 'theory' ? [3, 3] : DASHES[key]).join(' ');
  const middle = SWATCH_HEIGHT / 2;
  return svg(
    'svg',
    { class: `swatch ${key}`, width: SWATCH_WIDTH, height: SWATCH_HEIGHT, 'aria-hidden': 'true' },
    svg('line', { x2: SWATCH_WIDTH, y1: middle, y2: middle, 'stroke-dasharray': dashes }),
  );
}
