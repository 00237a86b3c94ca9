import { element } from '../dom.ts';
import { Legend } from '../legend.ts';
import type { ModelContent } from '../model-content.ts';
import { type Section, shownSeries } from '../section.ts';
import type { ViewEvents } from '../view-events.ts';
import { FormulaCard } from './formula-card.ts';
import { lessonOn } from './lesson.ts';
import { toggled } from './toggle.ts';

/** The schemes that can be compared, and what the one is that the user asks about. */
export function schemesSection({ onSettings }: Pick<ViewEvents, 'onSettings'>): Section {
  let content: ModelContent | null = null;
  /** The scheme whose formula is open; null for none. */
  let open: string | null = null;
  const legend = new Legend({
    onToggle: (key) => {
      if (content !== null) onSettings(toggled(content.toolbar.settings, key));
    },
    onFormula: (scheme) => explain(scheme),
  });
  const formula = new FormulaCard(() => explain(null));

  function explain(scheme: string | null): void {
    const before = open;
    open = scheme;
    if (content !== null) draw(content);
    if (scheme === null && before !== null) legend.focusFormula(before);
  }

  function draw(shown: ModelContent): void {
    const { schemes, reference } = shown;
    if (open !== null && !schemes.includes(open)) open = null;
    const { settings } = shown.toolbar;
    legend.show({ schemes, settings, open, shown: shownSeries(shown), withReference: reference !== null });
    formula.show(open === null ? null : lessonOn(open, shown));
  }

  return {
    element: element('div', { class: 'schemes-section' }, legend.element, formula.element),
    show(shown) {
      content = shown;
      draw(shown);
      return undefined;
    },
  };
}
