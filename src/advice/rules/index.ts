import { activationMismatch } from './activation-mismatch.ts';
import type { Rule } from './rule.ts';
import { symmetricInitializer } from './symmetric-initializer.ts';
import { uncorrectedTruncation } from './uncorrected-truncation.ts';
import { unknownName } from './unknown-name.ts';

/** Every rule, the more specific ones first: where two speak about one weight, the first is heard. */
export const RULES: readonly Rule[] = [unknownName, symmetricInitializer, uncorrectedTruncation, activationMismatch];
