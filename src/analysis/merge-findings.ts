import { byPlace, type Finding, type OfferedFix, SEVERITIES } from '../advice/finding.ts';
import type { AdviceSettings } from '../advice/settings.ts';
import type { Reading } from '../frontends/frontend.ts';
import { SharedCalls } from './shared-calls.ts';

/**
 * Findings of all graphs, one for each rule and written call: models that share a call (a helper used twice) share its
 * text. The worst speaks; a fix that does not suit all of them is not preferred, and one that the file's text does not
 * allow is left out.
 */
export function mergeFindings(findings: readonly Finding[], reading: Reading, settings: AdviceSettings): Finding[] {
  const calls = new SharedCalls(reading.graphs, settings);
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.site} ${finding.weight ?? finding.span.start}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const merged = [...groups.values()].flatMap((group) => {
    const [worst] = [...group].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    if (worst === undefined) return [];
    const agreed = group.every((finding) => preferredText(finding) === preferredText(worst));
    const fixes = worst.fixes
      .filter((offered) => isPossible(reading, worst, offered))
      .map((offered) => ({
        ...offered,
        preferred: offered.preferred && agreed && calls.suits(worst.site, offered.fix),
      }));
    return [{ ...worst, fixes }];
  });
  return merged.sort(byPlace);
}

/** What the preferred fix writes, the layer it names apart. */
function preferredText({ fixes }: Finding): string {
  const preferred = fixes.find((offered) => offered.preferred);
  return JSON.stringify(preferred === undefined ? null : { ...preferred.fix, layer: null });
}

function isPossible(reading: Reading, { graph }: Finding, { fix }: OfferedFix): boolean {
  const of = reading.graphs[graph.index];
  return of !== undefined && reading.edits(of, fix) !== null;
}
