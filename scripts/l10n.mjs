/** Writes l10n/bundle.l10n.json, the messages that translators start from: every text that the source hands to `l10n.t`. */
import { writeFileSync } from 'node:fs';
import { messageBundle } from './l10n/messages.mjs';
import { inProject } from './project.mjs';

writeFileSync(inProject('l10n', 'bundle.l10n.json'), `${JSON.stringify(messageBundle(), null, 2)}\n`);
