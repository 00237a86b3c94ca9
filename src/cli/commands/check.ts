import { type Finding, SEVERITIES, type Severity } from '../../advice/finding.ts';
import { type AnalysedFile, analyseInput, isTrouble } from '../documents.ts';
import { FileSettings, withoutExcluded } from '../file-settings.ts';
import { githubFormat } from '../formats/github.ts';
import { jsonFormat } from '../formats/json.ts';
import { sarifFormat } from '../formats/sarif.ts';
import { textFormat } from '../formats/text.ts';
import { findInputs, type Trouble } from '../inputs.ts';
import { SETTING_OPTIONS } from '../settings.ts';
import { EXIT, type ExitStatus, UsageError } from '../terminal.ts';
import type { Command } from './command.ts';

/** What `check` found in all files. */
export interface CheckResult {
  readonly files: readonly AnalysedFile[];
  readonly errors: readonly Trouble[];
}

const FORMATS = { text: textFormat, json: jsonFormat, sarif: sarifFormat, github: githubFormat };

export const check: Command = {
  name: 'check',
  usage: 'check FILES… [--format text|json|sarif|github] [--fail-on error|warning|info|hint|never]',
  summary: 'Reports what is wrong with the initialisers of every model in the files.',
  options: { ...SETTING_OPTIONS, format: { type: 'value' }, 'fail-on': { type: 'value' } },
  async run(call) {
    const { options, operands, terminal } = call;
    const settings = new FileSettings(call);
    const format = options.choice('format', ['text', 'json', 'sarif', 'github'], 'text');
    const failOn = options.choice('fail-on', [...SEVERITIES, 'never'], 'error');
    if (operands.length === 0) throw new UsageError('check needs files or folders to look at.');
    const { inputs, troubles } = await findInputs(operands, terminal.folder);
    const files: AnalysedFile[] = [];
    const errors = [...troubles];
    for (const input of withoutExcluded(inputs, settings, terminal)) {
      const result = await analyseInput(call, input, settings.of(input));
      if (isTrouble(result)) errors.push(result);
      else files.push(result);
    }
    errors.push(...settings.troubles);
    for (const { message } of errors) terminal.complain(`init-lens: ${message}\n`);
    terminal.print(await FORMATS[format]({ files, errors }, terminal));
    const findings = files.flatMap(({ analysis }) => analysis.findings);
    return errors.length > 0 ? EXIT.trouble : statusOf(findings, failOn);
  },
};

export function statusOf(findings: readonly Finding[], failOn: Severity | 'never'): ExitStatus {
  if (failOn === 'never') return EXIT.clean;
  const least = SEVERITIES.indexOf(failOn);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= least) ? EXIT.findings : EXIT.clean;
}
