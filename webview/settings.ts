import type { InputDistribution } from '../src/model/statistics.ts';
import { dictionaryOf, isInteger, isNumber, isRecord, isString, literal } from '../src/protocol/guard.ts';
import type { Assumed } from '../src/protocol.ts';
import type { SimulationOptions } from '../src/simulation/simulate.ts';
import { DEFAULT_TRAINING, parseTraining, type TrainingOptions } from './convergence/options.ts';

/** What the user has set in the panel. */
export interface PanelSettings extends SimulationOptions {
  /** Name of the model that is shown; null for the file's first. */
  readonly model: string | null;
  /** Id of the scheme that is compared besides the recommended one; null for none. */
  readonly comparison: string | null;
  /** Numbers that the user gives for what the document does not tell, by name. */
  readonly assume: Assumed;
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
  comparison: null,
  assume: {},
  seeds: 8,
  seed: 1,
  batch: 32,
  input: 'normal',
  training: DEFAULT_TRAINING,
};

const isAssumed = dictionaryOf(isNumber);
const isInput = literal('normal', 'uniform', 'constant');

/** Reads a kept state; what is missing or of the wrong kind is as at first. */
export function parseState(value: unknown): PanelState {
  const state = isRecord(value) ? value : {};
  const written = isRecord(state.settings) ? state.settings : {};
  const { model, comparison, assume, seeds, seed, batch, input } = written;
  return {
    documentUri: isString(state.documentUri) ? state.documentUri : null,
    settings: {
      model: isString(model) ? model : DEFAULT_SETTINGS.model,
      comparison: isString(comparison) ? comparison : DEFAULT_SETTINGS.comparison,
      assume: isAssumed(assume) ? assume : DEFAULT_SETTINGS.assume,
      seeds: SEEDS.find((known) => known === seeds) ?? DEFAULT_SETTINGS.seeds,
      seed: isInteger(seed) ? seed : DEFAULT_SETTINGS.seed,
      batch: BATCHES.find((known) => known === batch) ?? DEFAULT_SETTINGS.batch,
      input: isInput(input) ? input : DEFAULT_SETTINGS.input,
      training: parseTraining(written.training),
    },
  };
}

export function simulationOptions({ seeds, seed, batch, input }: PanelSettings): SimulationOptions {
  return { seeds, seed, batch, input };
}
