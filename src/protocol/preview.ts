import type { PreviewHunk, PreviewLine, PreviewPiece } from '../model/preview.ts';
import { isBoolean, isInteger, isString, listOf, record } from './guard.ts';

const isLine = record<PreviewLine>({
  line: isInteger,
  pieces: listOf(record<PreviewPiece>({ text: isString, isChanged: isBoolean })),
});

export const isPreviewHunk = record<PreviewHunk>({ before: listOf(isLine), after: listOf(isLine) });
