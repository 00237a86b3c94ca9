import { INITIALIZER_NAMES } from '../../advice/named-initializers.ts';

/** What `--scheme` takes. */
export const SCHEME_NAMES: readonly string[] = ['current', 'recommended', ...INITIALIZER_NAMES];

export function isSchemeName(name: string): boolean {
  return SCHEME_NAMES.includes(name);
}
