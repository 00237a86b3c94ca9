import { activationMismatch } from './activation-mismatch.ts';
import { droppedArgument } from './dropped-argument.ts';
import { explodingGradient } from './exploding-gradient.ts';
import { explodingSignal } from './exploding-signal.ts';
import { fixedScale } from './fixed-scale.ts';
import { forgetBias } from './forget-bias.ts';
import { needlessBias } from './needless-bias.ts';
import { nonzeroBias } from './nonzero-bias.ts';
import type { Rule } from './rule.ts';
import { seluConditions } from './selu-conditions.ts';
import { sharedSeed } from './shared-seed.ts';
import { slowOrthogonal } from './slow-orthogonal.ts';
import { symmetricInitializer } from './symmetric-initializer.ts';
import { uncorrectedTruncation } from './uncorrected-truncation.ts';
import { unknownName } from './unknown-name.ts';
import { unknownOption } from './unknown-option.ts';
import { unloadableName } from './unloadable-name.ts';
import { unscaledResidual } from './unscaled-residual.ts';
import { unstableActivation } from './unstable-activation.ts';
import { vanishingGradient } from './vanishing-gradient.ts';
import { vanishingSignal } from './vanishing-signal.ts';
import { wrongFans } from './wrong-fans.ts';

/** Every rule, the more specific ones first: where two speak about one weight, the first is heard. */
export const RULES: readonly Rule[] = [
  unknownName,
  unloadableName,
  unknownOption,
  droppedArgument,
  symmetricInitializer,
  unstableActivation,
  uncorrectedTruncation,
  unscaledResidual,
  wrongFans,
  fixedScale,
  activationMismatch,
  vanishingSignal,
  explodingSignal,
  vanishingGradient,
  explodingGradient,
  seluConditions,
  sharedSeed,
  forgetBias,
  nonzeroBias,
  needlessBias,
  slowOrthogonal,
];
