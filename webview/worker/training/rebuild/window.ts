import type { ChannelOrder, Window } from '../../../../src/model/operation.ts';
import type { Options } from './json.ts';

/** How a kernel slides. */
export function windowOptions({ size, strides, dilation, padding, channels }: Window): Options {
  return { kernelSize: size, strides, padding, dilationRate: dilation, ...formatOption(channels) };
}

export function formatOption(channels: ChannelOrder): Options {
  return { dataFormat: channels === 'first' ? 'channelsFirst' : 'channelsLast' };
}
