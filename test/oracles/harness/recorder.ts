import * as tf from '@tensorflow/tfjs';

type Layer = tf.layers.Layer;

/** Classes among the factories: they are for extending. */
const CLASSES = new Set(['Layer', 'RNN', 'RNNCell']);

export interface RecordedModel {
  readonly model: tf.LayersModel;
  /** Offset of `sequential` or `model` in the source. */
  readonly place: number;
}

/** The framework as a program sees it, with a note of which call made which layer and model. */
export interface Recording {
  /** What `import * as tf` gives. */
  readonly framework: Readonly<Record<string, unknown>>;
  readonly places: Map<Layer, number>;
  /** By layer, where a name is among the options. */
  readonly names: Map<Layer, string>;
  readonly models: RecordedModel[];
}

/**
 * @param place the offset of the call that is under way, from the stack.
 * @param replaced what stands in place of functions of the framework, by name.
 */
export function record(place: () => number | null, replaced: Readonly<Record<string, unknown>>): Recording {
  const places = new Map<Layer, number>();
  const names = new Map<Layer, string>();
  const models: RecordedModel[] = [];
  const note = (layer: Layer, at: number | null, options: unknown) => {
    if (at !== null) places.set(layer, at);
    const name: unknown = isObject(options) ? Reflect.get(options, 'name') : undefined;
    if (typeof name === 'string') names.set(layer, name);
  };
  const recorded = (made: unknown, at: number | null, options: unknown) => {
    if (made instanceof tf.SymbolicTensor) note(made.sourceLayer, at, options);
    else if (made instanceof tf.layers.Layer) {
      note(made, at, options);
      for (const side of ['forwardLayer', 'backwardLayer']) copyPlace(made, side, options, places);
    }
    if (made instanceof tf.LayersModel && at !== null) models.push({ model: quiet(made), place: at });
    return made;
  };
  const wrap = (factory: unknown): unknown =>
    typeof factory !== 'function'
      ? factory
      : (...args: unknown[]) => {
          const at = place();
          return recorded(Reflect.apply(factory, undefined, args), at, args[0]);
        };
  const layers = Object.fromEntries(
    Object.entries(tf.layers).map(([name, made]) => [name, CLASSES.has(name) ? made : wrap(made)]),
  );
  const wrapClass = (made: unknown): unknown =>
    typeof made !== 'function'
      ? made
      : new Proxy(made, {
          construct(target, args, newTarget) {
            const at = place();
            const constructed: unknown = Reflect.construct(target, args, newTarget);
            recorded(constructed, at, args[0]);
            return Object(constructed);
          },
        });
  const classes = { Sequential: wrapClass(tf.Sequential), LayersModel: wrapClass(tf.LayersModel) };
  const makers = { input: wrap(tf.input), sequential: wrap(tf.sequential), model: wrap(tf.model) };
  const framework = { ...tf, ...makers, ...classes, layers, ...replaced };
  return { framework: { ...framework, default: framework }, places, names, models };
}

/** A bidirectional layer's directions are copies of the layer it is given: that one's call stands for them. */
function copyPlace(wrapper: Layer, side: string, options: unknown, places: Map<Layer, number>): void {
  const copy: unknown = Reflect.get(wrapper, side);
  const original: unknown = isObject(options) ? Reflect.get(options, 'layer') : undefined;
  if (!(copy instanceof tf.layers.Layer) || !(original instanceof tf.layers.Layer)) return;
  const at = places.get(original);
  if (at !== undefined) places.set(copy, at);
}

/** The model with everything that would work on data put off for ever. */
function quiet(model: tf.LayersModel): tf.LayersModel {
  const never = () => new Promise<never>(() => {});
  for (const method of ['fit', 'fitDataset', 'evaluateDataset', 'trainOnBatch', 'save', 'loadWeights']) {
    Object.defineProperty(model, method, { value: never });
  }
  Object.defineProperty(model, 'summary', { value: () => {} });
  return model;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
