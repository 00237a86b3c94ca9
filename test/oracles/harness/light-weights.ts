import * as tf from '@tensorflow/tfjs';

/** Values that one layer's weights may have before they are no longer drawn. */
const DRAWN = 4096;

/** An orthogonal matrix takes cubic time. */
const DRAWN_ORTHOGONAL = 256;

/**
 * From now on large weights share one small memory instead of being drawn: what they hold does not matter here, and
 * drawing an orthogonal kernel or a hundred million numbers takes minutes.
 * @returns what makes weights as they were: other tests of the same process draw them in earnest.
 */
export function makeWeightsLight(): () => void {
  const held = tf.keep(tf.zeros([1]));
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const done = new Set<object>();
  const restorations: (() => void)[] = [];
  for (const [name, [registered]] of Object.entries(classNameMap)) {
    const prototype: unknown = registered.prototype;
    if (!isInitializer(prototype) || done.has(prototype)) continue;
    done.add(prototype);
    const draw = prototype.apply;
    const isOwn = Object.hasOwn(prototype, 'apply');
    restorations.push(() => {
      if (isOwn) prototype.apply = draw;
      else Reflect.deleteProperty(prototype, 'apply');
    });
    const most = name === 'Orthogonal' ? DRAWN_ORTHOGONAL : DRAWN;
    prototype.apply = function apply(this: unknown, shape, dtype) {
      const values = shape.reduce((product, size) => product * size, 1);
      if (values <= most) return draw.call(this, shape, dtype);
      // Every tensor that has them disposes of them once.
      tf.backend().incRef(held.dataId);
      return tf.engine().makeTensorFromDataId(held.dataId, shape, dtype ?? 'float32');
    };
  }
  return () => {
    for (const restore of restorations) restore();
  };
}

interface Initializer {
  apply(shape: number[], dtype?: tf.DataType): tf.Tensor;
}

/** Of the classes that TF.js registers only initialisers have this method beside no `call`. */
function isInitializer(value: unknown): value is Initializer {
  if (typeof value !== 'object' || value === null) return false;
  return 'apply' in value && typeof value.apply === 'function' && 'fromConfigUsesCustomObjects' in value;
}
