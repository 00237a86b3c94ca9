import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/analyser.ts';
import { architecture } from '../../builders/architecture.ts';

/** Safe fixes leave layers, shapes and weights as they are, in text with syntax errors too. */
export function assertSafe(before: Analysis, after: Analysis): void {
  if (before.reading.limits.length + after.reading.limits.length > 0) return;
  const texts = `before:\n${before.document.text}\nafter:\n${after.document.text}`;
  assert.deepEqual(architecture(after), architecture(before), `a safe fix changes layers; ${texts}`);
}
