import type { Activation } from '../../../model/activation.ts';
import type { CellDropout, Unrolling } from '../../../model/operation.ts';
import type { LayerReader } from '../../layer-reader.ts';

type Masks = CellDropout['masks'];

/** What a cell's options let fall out of its input and of its state; null if nothing. */
export function readDropout(layer: LayerReader, masks: Masks): CellDropout | null {
  const [input, recurrent] = [rateOf(layer, 'dropout'), rateOf(layer, 'recurrentDropout')];
  return input > 0 || recurrent > 0 ? { input, recurrent, masks, ofCarried: false } : null;
}

/** The rate that acts: see `CellDropoutRules` for what does not stand between 0 and 1. */
function rateOf({ options }: LayerReader, option: string): number {
  const rate = options.number(option, 0);
  return rate > 0 && rate < 1 ? rate : 0;
}

/** What decides whether a layer runs fused. */
export interface GatedFunctions {
  readonly useBias: boolean;
  readonly activation: Activation;
  readonly recurrentActivation: Activation;
  /** Of a GRU; an LSTM has no such switch. */
  readonly resetAfter?: boolean;
}

/** As `readDropout`, of an LSTM or a GRU. @param loop null for a cell of its own. */
export function readGatedDropout(
  layer: LayerReader,
  loop: Unrolling | null,
  functions: GatedFunctions,
): CellDropout | null {
  const rules = layer.framework.quirks.cellDropout;
  const dropout = readDropout(layer, 'shared');
  if (dropout === null) return null;
  const implementation = layer.options.value('implementation');
  const oneByOne = dropout.recurrent > 0 || (implementation?.kind === 'number' && implementation.value === 1);
  const fused = rules.fuses && dropout.recurrent === 0 && loop?.renewsMasks === true && isUsual(functions);
  return { ...dropout, masks: rules.gatesApart && oneByOne && !fused ? 'perGate' : 'shared' };
}

function isUsual({ useBias, activation, recurrentActivation, resetAfter = true }: GatedFunctions): boolean {
  return useBias && resetAfter && activation.name === 'tanh' && recurrentActivation.name === 'sigmoid';
}
