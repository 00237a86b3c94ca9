import type { Expression } from './expression.ts';
import { expressionFunction } from './expression-function.ts';

/** Scale and offset of a straight line; null for what is curved. */
export function affine(expression: Expression): { readonly scale: number; readonly offset: number } | null {
  const { value } = expressionFunction(expression);
  const offset = value(0);
  const scale = value(1) - offset;
  const isStraight = [-37.5, -2.25, -0.3, 0.7, 5.5, 41].every((x) => {
    const line = scale * x + offset;
    return Math.abs(value(x) - line) <= 1e-9 * (1 + Math.abs(line));
  });
  return isStraight && Number.isFinite(scale + offset) ? { scale, offset } : null;
}
