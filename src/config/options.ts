import { SEVERITIES, type Severity } from '../advice/finding.ts';
import { LIMIT_NAMES } from '../advice/limits.ts';
import { RULE_IDS } from '../advice/rule-id.ts';
import type { AdviceSettings } from '../advice/settings.ts';
import type { ReadingOptions } from '../frontends/frontend.ts';
import {
  type Check,
  isObject,
  listOf,
  mapOf,
  number,
  oneOf,
  type Problem,
  record,
  text,
  unknownNames,
} from './checks.ts';

/**
 * What `.initlens.json` says and, under the same names below `initLens.`, the editor's settings; what is left out is not
 * set there.
 */
export interface ConfiguredOptions {
  readonly prefer?: AdviceSettings['prefer'];
  readonly dialect?: ReadingOptions['dialect'];
  readonly severity?: AdviceSettings['severities'];
  readonly assume?: ReadingOptions['assume'];
  readonly thresholds?: NonNullable<AdviceSettings['thresholds']>;
  /** Patterns as in `.gitignore`, relative to the folder of the file or of the workspace. */
  readonly exclude?: readonly string[];
}

/** One check an option, for every place where it can be set. */
export const OPTION_CHECKS = {
  prefer: oneOf(['auto', 'uniform', 'normal']),
  dialect: oneOf(['auto', 'tfjs', 'keras2', 'keras3']),
  severity: record(RULE_IDS, oneOf<Severity | 'off'>([...SEVERITIES, 'off'])),
  assume: mapOf(number('above 0', (value) => value > 0)),
  thresholds: record(
    LIMIT_NAMES,
    number('of at least 1', (value) => value >= 1),
  ),
  exclude: listOf(text),
};

/** Where the schema is named, so that other editors complete the file too. */
const SCHEMA_KEY = '$schema';

/** The options in an unchecked value, without those that are wrong, and what is wrong with these. */
export function readOptions(value: unknown): { options: ConfiguredOptions; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  if (!isObject(value)) {
    const message = 'An object should stand here, such as { "prefer": "uniform" }.';
    return { options: {}, problems: [{ path: [], ofName: false, message }] };
  }
  unknownNames(value, [...Object.keys(OPTION_CHECKS), SCHEMA_KEY], [], problems);
  if (Object.hasOwn(value, SCHEMA_KEY)) text(value[SCHEMA_KEY], [SCHEMA_KEY], problems);
  const read = <T>(name: keyof ConfiguredOptions, check: Check<T>) =>
    Object.hasOwn(value, name) ? check(value[name], [name], problems) : null;
  const prefer = read('prefer', OPTION_CHECKS.prefer);
  const dialect = read('dialect', OPTION_CHECKS.dialect);
  const severity = read('severity', OPTION_CHECKS.severity);
  const assume = read('assume', OPTION_CHECKS.assume);
  const thresholds = read('thresholds', OPTION_CHECKS.thresholds);
  const exclude = read('exclude', OPTION_CHECKS.exclude);
  const options = {
    ...(prefer !== null && { prefer }),
    ...(dialect !== null && { dialect }),
    ...(severity !== null && { severity }),
    ...(assume !== null && { assume }),
    ...(thresholds !== null && { thresholds }),
    ...(exclude !== null && { exclude }),
  };
  return { options, problems };
}
