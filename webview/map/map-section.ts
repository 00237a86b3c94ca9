import { element } from '../dom.ts';
import type { ModelContent } from '../model-content.ts';
import { hasSameFigures, hasSameSelection, layersById, type Section } from '../section.ts';
import type { PageEvents } from '../sections.ts';
import { type DetailsContent, LayerDetails } from './layer-details.ts';
import { ModelMap } from './model-map.ts';

/** The map of the layers, and the numbers of the one that is selected. */
export function mapSection({ onSelect, onHover, onLayer, layOut, turns }: PageEvents): Section {
  const map = new ModelMap({ onSelect, onHover, layOut }, turns);
  const details = new LayerDetails({
    onReveal: onLayer,
    onClose: (layer) => {
      // The focus would be lost with what has it.
      map.focus(layer.id);
      onSelect(null);
    },
  });
  return {
    element: element('div', { class: 'map-section' }, map.element, details.element),
    *show(content, before) {
      if (!hasSameFigures(content, before) || !hasSameSelection(content, before)) {
        map.show(content);
        yield;
        details.show(detailsOf(content));
      }
      if (content.atCursor !== before?.atCursor) map.showCursor(content.atCursor);
    },
    highlight: (layer) => map.highlight(layer),
  };
}

function detailsOf(content: ModelContent): DetailsContent | null {
  const { graph, selected, series, weights } = content;
  const shown = layersById(content);
  const layer = shown.get(selected ?? '');
  if (layer === undefined) return null;
  const entering = new Set(graph.layers.find(({ id }) => id === selected)?.inputs);
  return { layer, inputs: [...entering].flatMap((id) => shown.get(id) ?? []), series, weights };
}
