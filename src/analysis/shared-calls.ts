import { properInitializer } from '../advice/proper-initializer.ts';
import { recommend } from '../advice/recommendation.ts';
import type { AdviceSettings } from '../advice/settings.ts';
import { dialects } from '../dialects/index.ts';
import type { Fix } from '../model/fix.ts';
import { allLayers, type Layer, type ModelGraph, type SiteId } from '../model/graph.ts';

/**
 * Calls that make layers of several models (a helper, a base class): what is written there for one model is written for all,
 * also for those in which nothing is wrong yet.
 */
export class SharedCalls {
  private readonly settings: AdviceSettings;
  private readonly made = new Map<SiteId, { readonly graph: ModelGraph; readonly layer: Layer }[]>();

  constructor(graphs: readonly ModelGraph[], settings: AdviceSettings) {
    this.settings = settings;
    for (const graph of graphs) {
      for (const layer of allLayers(graph)) {
        const known = this.made.get(layer.site);
        if (known === undefined) this.made.set(layer.site, [{ graph, layer }]);
        else known.push({ graph, layer });
      }
    }
  }

  /** Whether an initialiser is what every layer that the call makes should have, or one of those that do not care. */
  suits(site: SiteId, fix: Fix): boolean {
    if (fix.kind !== 'setInitializer') return true;
    const wanted = JSON.stringify(fix.initializer);
    return (this.made.get(site) ?? []).every(({ graph, layer }) =>
      layer.weights.every((weight) => {
        if (weight.role !== fix.role) return true;
        const place = { graph, layer, weight, dialect: dialects[graph.dialect], settings: this.settings };
        // What is written there may do as well by chance: what suits is the proper one.
        const matters = recommend(graph, layer, weight, place.dialect, place.settings) !== null;
        const proper = matters ? properInitializer(place) : null;
        return proper === null || JSON.stringify(proper.initializer) === wanted;
      }),
    );
  }
}
