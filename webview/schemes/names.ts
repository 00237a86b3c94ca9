/** Every scheme that the panel knows a name for, in the order in which they are offered; kinds that belong together stand side by side. */
export const SCHEME_ORDER = [
  'current',
  'recommended',
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'leCunUniform',
  'leCunNormal',
  'orthogonal',
  'identity',
  'varianceScaling',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'zeros',
  'ones',
] as const;

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
      return 'Current';
    case 'recommended':
      return 'Recommended';
    case 'glorotUniform':
      return 'Glorot uniform';
    case 'glorotNormal':
      return 'Glorot normal';
    case 'heUniform':
      return 'He uniform';
    case 'heNormal':
      return 'He normal';
    case 'leCunUniform':
      return 'LeCun uniform';
    case 'leCunNormal':
      return 'LeCun normal';
    case 'orthogonal':
      return 'Orthogonal';
    case 'identity':
      return 'Identity';
    case 'varianceScaling':
      return 'Variance scaling';
    case 'randomUniform':
      return 'Random uniform';
    case 'randomNormal':
      return 'Random normal';
    case 'truncatedNormal':
      return 'Truncated normal';
    case 'zeros':
      return 'Zeros';
    case 'ones':
      return 'Ones';
  }
}

/** Ids in the order in which they are offered; unknown ones come last, as they came. */
export function inOrder(ids: readonly string[]): string[] {
  const order: readonly string[] = SCHEME_ORDER;
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...ids].sort((a, b) => place(a) - place(b));
}
