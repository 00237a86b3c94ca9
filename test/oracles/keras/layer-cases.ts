import { ASSUMED_EXTENT } from '../../../src/dialects/assumptions.ts';
import type { LayerDeclaration } from '../../../src/dialects/declaration.ts';
import type { Shape } from '../../../src/model/shape.ts';
import { declareParsed } from '../../unit/dialects/declare.ts';
import cases from './layer-cases.json' with { type: 'json' };
import type { Generation } from './recordings.ts';

/** A case of layer-cases.json: what somebody writes of a layer, without its defaults. */
export interface LayerCase {
  readonly title: string;
  readonly className: string;
  readonly declaration: LayerDeclaration;
  readonly inputs: readonly Shape[];
  /** The only version that takes these options; null for all that have the layer. */
  readonly only: string | null;
}

export function layerCases(): LayerCase[] {
  return cases.map((entry: readonly unknown[]) => {
    const [className, config, inputs, how = {}] = entry;
    if (typeof className !== 'string' || !Array.isArray(inputs) || typeof how !== 'object' || how === null) {
      throw new Error(`${JSON.stringify(entry)} is no case: it should be [class, options, inputs, how].`);
    }
    return {
      title: `${className}(${JSON.stringify(config)}) of ${JSON.stringify(inputs)}`,
      className,
      declaration: declareParsed({ class_name: className, config }),
      inputs: inputs.map(shapeOf),
      only: 'only' in how && typeof how.only === 'string' ? how.only : null,
    };
  });
}

/** Whether this version should have a recording of the case. */
export function concerns({ className, only }: LayerCase, generation: Generation, classes: readonly string[]): boolean {
  return only === null ? classes.includes(className) : only === generation;
}

function shapeOf(shape: unknown): Shape {
  if (!Array.isArray(shape)) throw new Error('A case lists the shapes of its inputs.');
  return shape.map((extent, i) =>
    typeof extent === 'number' ? extent : { name: `input[${i}]`, assumed: ASSUMED_EXTENT },
  );
}
