import type { DialectId } from '../model/graph.ts';
import type { Dialect } from './dialect.ts';
import { keras2 } from './keras2/index.ts';
import { keras3 } from './keras3/index.ts';
import { tfjs } from './tfjs/index.ts';

/** Every framework whose models can be read. */
export const dialects: Readonly<Record<DialectId, Dialect>> = { tfjs, keras2, keras3 };
