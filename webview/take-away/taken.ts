import * as l10n from '@vscode/l10n';
import type { Request } from '../host-connection.ts';
import { csvOf } from './csv.ts';
import { jsonOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { type ChartPicture, pngOf } from './picture.ts';
import { fileName, type Report } from './report.ts';
import type { TakeAway } from './take-away.ts';

/** What the extension is asked to do with a report, and what to say once that is done. */
export interface Taken {
  readonly request: Request;
  readonly said: string;
}

/** @param charts called for a picture only. */
export function taken(what: TakeAway, report: Report, charts: () => readonly ChartPicture[]): Taken {
  if (what === 'summary') {
    const request: Request = { type: 'copy', text: markdownOf(report) };
    return { request, said: l10n.t('Copied to the clipboard, as Markdown.') };
  }
  const content =
    what === 'png'
      ? { encoding: 'base64' as const, data: pngOf(report, charts()) }
      : { encoding: 'text' as const, data: what === 'csv' ? csvOf(report) : jsonOf(report) };
  return { request: { type: 'save', fileName: fileName(report, what), content }, said: '' };
}
