import type { ConfiguredOptions } from '../config/options.ts';
import type { OptionKinds, Options } from './arguments.ts';
import { UsageError } from './terminal.ts';

/** Names are expressions of the file: the last equals sign parts. */
const ASSUMPTION = /^(.+)=([^=]+)$/;

/** Options of every command that reads models. */
export const SETTING_OPTIONS: OptionKinds = {
  prefer: { type: 'value' },
  dialect: { type: 'value' },
  assume: { type: 'list', belongs: (value) => ASSUMPTION.test(value) },
  'stdin-filename': { type: 'value' },
};

/** What the command line itself sets. @throws UsageError */
export function readSettings(options: Options): ConfiguredOptions {
  const prefer = options.choice('prefer', ['auto', 'uniform', 'normal'], null);
  const dialect = options.choice('dialect', ['auto', 'tfjs', 'keras2', 'keras3'], null);
  return {
    ...(prefer !== null && { prefer }),
    ...(dialect !== null && { dialect }),
    assume: Object.fromEntries(options.list('assume').map(assumption)),
  };
}

function assumption(written: string): [string, number] {
  const [, name, value] = ASSUMPTION.exec(written) ?? [];
  const number = Number(value);
  if (name === undefined || !Number.isFinite(number) || number <= 0) {
    throw new UsageError(`--assume takes NAME=NUMBER, not ${written}.`);
  }
  return [name, number];
}
