import type { Dice } from '../dice.ts';

/** How the framework's names come into a program. */
export interface Surface {
  readonly kind: 'namespace' | 'named' | 'require' | 'requireParts' | 'default' | 'scriptTag';
  readonly packageName: string;
  /** The name that stands for the whole framework. */
  readonly root: string;
  /** `layers.dense` instead of `tf.layers.dense`. */
  readonly namespacesAlone: boolean;
  /** `dense` instead of `layers.dense`. */
  readonly factoriesAlone: boolean;
  /** `sequential` instead of `tf.sequential`. */
  readonly makersAlone: boolean;
}

const PACKAGES = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs-node-gpu',
  '@tensorflow/tfjs-layers',
];

export function randomSurface(dice: Dice, typescript: boolean): Surface {
  const kinds = ['namespace', 'namespace', 'named', 'require', 'requireParts', 'default', 'scriptTag'] as const;
  const kind = dice.pick(typescript ? kinds.slice(0, 3) : kinds);
  const packageName = dice.pick(PACKAGES);
  const plain = { kind, packageName, root: 'tf', namespacesAlone: false, factoriesAlone: false, makersAlone: false };
  switch (kind) {
    case 'named':
    case 'requireParts':
      return { ...plain, namespacesAlone: true, makersAlone: true };
    case 'namespace':
    case 'require': {
      const root = dice.chance(0.15) ? 'tfjs' : 'tf';
      if (dice.chance(0.15)) return { ...plain, root, factoriesAlone: true };
      return dice.chance(0.2) ? { ...plain, root, namespacesAlone: true, makersAlone: true } : { ...plain, root };
    }
    default:
      return plain;
  }
}

/** The lines that bring the names in, for the names that the program came to use. */
export function importLines(surface: Surface, used: ReadonlySet<string>, quote: string): string[] {
  const source = `${quote}${surface.packageName}${quote}`;
  const factories = [...used].filter((name) => name.startsWith('layers.')).map((name) => name.slice('layers.'.length));
  const parts = [...used].filter((name) => !name.includes('.'));
  const fromRoot = [
    ...(parts.length > 0 ? [`const { ${parts.join(', ')} } = ${surface.root};`] : []),
    ...(factories.length > 0 ? [`const { ${factories.join(', ')} } = ${surface.root}.layers;`] : []),
  ];
  switch (surface.kind) {
    case 'namespace':
      return [`import * as ${surface.root} from ${source};`, ...fromRoot];
    case 'default':
      return [`import ${surface.root} from ${source};`, ...fromRoot];
    case 'named':
      return [`import { ${parts.join(', ')} } from ${source};`];
    case 'require':
      return [`const ${surface.root} = require(${source});`, ...fromRoot];
    case 'requireParts':
      return [`const { ${parts.join(', ')} } = require(${source});`];
    case 'scriptTag':
      return fromRoot;
  }
}
