import type { InputDistribution } from '../src/model/statistics.ts';
import { AS_WRITTEN, type WhatIf } from '../src/model/what-if.ts';
import { dictionaryOf, isInteger, isNumber, isRecord, isString, listOf, literal } from '../src/protocol/guard.ts';
import { isWhatIf } from '../src/protocol/what-if-guard.ts';
import type { Assumed } from '../src/protocol.ts';
import type { SimulationOptions } from '../src/simulation/simulate.ts';
import { DEFAULT_TRAINING, parseTraining, type TrainingOptions } from './convergence/options.ts';

/** What the user has set in the panel. */
export interface PanelSettings extends SimulationOptions {
  /** Name of the model that is shown; null for the file's first. */
  readonly model: string | null;
  /** Ids of the schemes that are compared besides the current and the recommended one. */
  readonly comparisons: readonly string[];
  /** Keys of curves that are hidden though they are computed: see `schemes/toggle.ts`. */
  readonly hidden: readonly string[];
  /** Numbers that the user gives for what the document does not tell, by name. */
  readonly assume: Assumed;
  /** What is tried on the model that is shown. */
  readonly whatIf: WhatIf;
  /** Root of the input's second moment. */
  readonly scale: number;
  /** The panel stays with its file whatever editor is active. */
  readonly isPinned: boolean;
  /** What "Apply" would change is shown. */
  readonly showsPreview: boolean;
  readonly training: TrainingOptions;
}

/** What the editor keeps for the panel while it is hidden and after a restart. */
export interface PanelState {
  readonly documentUri: string | null;
  readonly settings: PanelSettings;
}

export const SEEDS: readonly number[] = [4, 8, 16, 32, 64];
export const BATCHES: readonly number[] = [8, 16, 32, 64, 128];
export const INPUTS: readonly InputDistribution[] = ['normal', 'uniform', 'constant'];

/** Seeds, batch, seed and input as on the command line. */
export const DEFAULT_SETTINGS: PanelSettings = {
  model: null,
  comparisons: [],
  hidden: [],
  assume: {},
  isPinned: false,
  showsPreview: false,
  seeds: 8,
  seed: 1,
  batch: 32,
  input: 'normal',
  whatIf: AS_WRITTEN,
  scale: 1,
  training: DEFAULT_TRAINING,
};

const isAssumed = dictionaryOf(isNumber);
const isStrings = listOf(isString);
const isInput = literal('normal', 'uniform', 'constant');

/** Reads a kept state; what is missing or of the wrong kind is as at first. */
export function parseState(value: unknown): PanelState {
  const state = isRecord(value) ? value : {};
  const written = isRecord(state.settings) ? state.settings : {};
  const { model, comparisons, comparison, hidden, assume, seeds, seed, batch, input, whatIf, scale } = written;
  return {
    documentUri: isString(state.documentUri) ? state.documentUri : null,
    settings: {
      model: isString(model) ? model : DEFAULT_SETTINGS.model,
      // Earlier versions kept one comparison, or null.
      comparisons: isStrings(comparisons) ? comparisons : isString(comparison) ? [comparison] : [],
      hidden: isStrings(hidden) ? hidden : DEFAULT_SETTINGS.hidden,
      assume: isAssumed(assume) ? assume : DEFAULT_SETTINGS.assume,
      isPinned: written.isPinned === true,
      showsPreview: written.showsPreview === true,
      seeds: SEEDS.find((known) => known === seeds) ?? DEFAULT_SETTINGS.seeds,
      seed: isInteger(seed) ? seed : DEFAULT_SETTINGS.seed,
      batch: BATCHES.find((known) => known === batch) ?? DEFAULT_SETTINGS.batch,
      input: isInput(input) ? input : DEFAULT_SETTINGS.input,
      whatIf: isWhatIf(whatIf) ? whatIf : DEFAULT_SETTINGS.whatIf,
      scale: isNumber(scale) && Number.isFinite(scale) && scale > 0 ? scale : DEFAULT_SETTINGS.scale,
      training: parseTraining(written.training),
    },
  };
}

export function simulationOptions({ seeds, seed, batch, input, scale }: PanelSettings): SimulationOptions {
  return { seeds, seed, batch, input, scale };
}
