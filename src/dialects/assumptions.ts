/**
 * What stands in for numbers that cannot be read from a file: common values that keep the analysis going. They are
 * said wherever they matter, and the user can set them.
 */
export const ASSUMED: Readonly<Record<string, number>> = {
  units: 64,
  filters: 32,
  kernelSize: 3,
  poolSize: 2,
  rate: 0.5,
  stddev: 0.1,
  targetShape: 64,
  inputLength: 28,
  n: 28,
  inputDim: 64,
  outputDim: 64,
  keyDim: 64,
  headDim: 64,
  numHeads: 8,
  numQueryHeads: 8,
  numKeyValueHeads: 8,
};

/** For an option that is not listed above. */
export const ASSUMED_OTHERWISE = 1;

/** Length, height, width or depth of an input whose size is open or unknown. */
export const ASSUMED_EXTENT = 28;
/** Features of a vector whose size is open or unknown. */
export const ASSUMED_FEATURES = 64;
/** Channels of an image, sequence or volume whose shape is unknown. */
export const ASSUMED_CHANNELS = 3;
