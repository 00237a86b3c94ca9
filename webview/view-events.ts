import type { LayerId } from '../src/model/graph.ts';
import type { TrainingOptions } from './convergence/options.ts';
import type { Trainer } from './convergence/trainer.ts';
import type { ShownLayer } from './layers.ts';
import type { MapEvents } from './map/model-map.ts';
import type { ApplyEvents } from './preview/apply-row.ts';
import type { TakeAway } from './take-away/take-away.ts';
import type { ToolbarEvents } from './toolbar.ts';
import type { WhatIfEvents } from './what-if/what-if-section.ts';

/** What the user does on the page. */
export interface ViewEvents extends ToolbarEvents, ApplyEvents, WhatIfEvents, Pick<MapEvents, 'layOut'> {
  /** The first model's verdict and charts are drawn: what is not seen at first can be begun. */
  onFirstLook(): void;
  /** Shows a 1-based line in the editor. */
  onLine(line: number): void;
  /** Opens the editor's comparison of the file with what "Apply" would make of it. */
  onDiff(): void;
  onPin(isPinned: boolean): void;
  /** Resolves to what to say about it; rejects with a message for the user. */
  onTake(what: TakeAway): Promise<string>;
  /** Null closes what is shown of the selected layer. */
  onSelect(layer: LayerId | null): void;
  /** Shows a layer in the editor. */
  onLayer(layer: ShownLayer): void;
  onTraining(options: TrainingOptions): void;
  readonly trainer: Trainer;
}
