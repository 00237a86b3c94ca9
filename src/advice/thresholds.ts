/** Every limit that decides what is reported and how loudly; docs/severity.md gives the reasons at length. */

/**
 * A weight's variance this close to the proper one counts as right: what rounding a written scale, or He's 2 in place
 * of gelu's 2.155, changes in one layer must still be seen, since twenty layers multiply it.
 */
export const SAME_VARIANCE = 1.05;

/** Deviations of the signal below this factor are smaller than the spread of one draw, and not reported. */
export const NEGLIGIBLE_DEVIATION = 1.25;

/**
 * From this factor on a deep stack's deviation is a warning: optimisers rescale a few times, not more, and selu's
 * harmless settling at 0.37 lies below it.
 */
export const HARMFUL_DEVIATION = 3;

/** Nets with so few hidden layers in a row train with any usual initialiser: at most a hint, */
export const SHALLOW_DEPTH = 2;

/**
 * unless what is written (never the framework's default) is this far off; the same growth makes residual blocks in a row
 * a warning.
 */
export const EXTREME_DEVIATION = 100;

/**
 * Up to so many hidden layers in a row optimisers rescale what is off by less than `FEW_LAYERS_DEVIATION`: TensorFlow.js's
 * own example for MNIST, five relu layers with the default, loses a factor of 2,000, and learns in a minute.
 */
export const FEW_LAYERS = 5;
export const FEW_LAYERS_DEVIATION = 1e4;

/**
 * Glorot's exact variance, whatever the activation, is information up to so many hidden layers in a row: VGG's nets of up
 * to 19 layers were trained from it (Simonyan & Zisserman 2015, section 3.1), one of 22 starts late, one of 30 not at all
 * (He et al. 2015, figures 2 and 3).
 */
export const GLOROT_DEPTH = 18;

/** A named initialiser may lose or gain this factor over a stack before the activation's exact scale is recommended. */
export const TOLERATED_DRIFT = 2;

/** How far above the scale that keeps tanh's pre-activations at variance 1 a written one may lie: (5/3)^2 over 2.54. */
export const ROUNDED_GAIN = 1.1;

/** Significant digits of a scale that is written into a file: an error of 5e-5 a layer. */
export const SCALE_DIGITS = 5;

/** By this factor the gradient has to be off further than the signal to be the one that a finding names. */
export const CLEARLY_WORSE = 2;

/** Larger graphs are not predicted for advice: at up to 2 ms a layer an editor's answer would take seconds. */
export const PREDICTED_LAYERS = 1000;

/** Biases up to this size are in use against relu units that never open (0.01, 0.1), and shift a signal of 1 little. */
export const USUAL_BIAS = 0.1;

/**
 * Seconds that TensorFlow.js 4.22 takes for an orthogonal kernel on its CPU backend, by larger side squared times
 * smaller side: 119 s for 256 x 1024, measured; on WebAssembly 3.2 s.
 */
export const SECONDS_PER_ORTHOGONAL_STEP = 119 / (1024 ** 2 * 256);
export const WASM_SHARE = 3.2 / 119;

/** From here on a page that makes such a kernel seems to hang. */
export const SLOW_SECONDS = 10;

/**
 * What a stack's depth and activations lose or multiply although its kernels are initialised properly: from the first
 * factor on information, since the fault is no initialiser's and optimisers go a long way, from the second on a warning
 * (three sigmoid layers lose 300 of the gradient and learn, five lose 1e5 and stay on a plateau: Glorot & Bengio 2010).
 */
export const LOST_OVER_STACK = 100;
export const HOPELESS_OVER_STACK = 1e4;

/** An activation that passes on less of the gradient than this, with its proper scale, is out of any initialiser's reach. */
export const LEAST_KEPT_PER_LAYER = 0.5;
