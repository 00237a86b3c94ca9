import * as l10n from '@vscode/l10n';
import { COMPARED_INITIALIZERS } from '../../src/model/scheme.ts';

/** Every scheme that the panel knows a name for, in the order in which they are offered. */
export const SCHEME_ORDER = ['current', 'recommended', ...COMPARED_INITIALIZERS] as const;

export type KnownScheme = (typeof SCHEME_ORDER)[number];

/** Shown from the start: they are what the verdict is about. */
export const ALWAYS_SHOWN: readonly string[] = ['current', 'recommended'];

export function isKnownScheme(id: string): id is KnownScheme {
  const known: readonly string[] = SCHEME_ORDER;
  return known.includes(id);
}

/** What a scheme is called on the page; what it is not known by, it goes by its id. */
export function schemeLabel(id: string): string {
  if (!isKnownScheme(id)) return id;
  switch (id) {
    case 'current':
      return l10n.t('Current');
    case 'recommended':
      return l10n.t('Recommended');
    case 'glorotUniform':
      return l10n.t('Glorot uniform');
    case 'glorotNormal':
      return l10n.t('Glorot normal');
    case 'heUniform':
      return l10n.t('He uniform');
    case 'heNormal':
      return l10n.t('He normal');
    case 'leCunUniform':
      return l10n.t('LeCun uniform');
    case 'leCunNormal':
      return l10n.t('LeCun normal');
    case 'orthogonal':
      return l10n.t('Orthogonal');
    case 'identity':
      return l10n.t('Identity');
    case 'varianceScaling':
      return l10n.t('Variance scaling');
    case 'randomUniform':
      return l10n.t('Random uniform');
    case 'randomNormal':
      return l10n.t('Random normal');
    case 'truncatedNormal':
      return l10n.t('Truncated normal');
    case 'zeros':
      return l10n.t('Zeros');
    case 'ones':
      return l10n.t('Ones');
  }
}

/** Ids in the order in which they are offered; unknown ones come last, as they came. */
export function inOrder(ids: readonly string[]): string[] {
  const order: readonly string[] = SCHEME_ORDER;
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...ids].sort((a, b) => place(a) - place(b));
}
