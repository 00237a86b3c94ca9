import type { ConfigEntry, ConfigValue, LayerDeclaration, OpaqueDeclaration } from '../declaration.ts';
import { CHANNELS, CLASSES, DROPPED, HAVE_UNITS, KERNEL_SIZES, MERGES, OPTIONS, OPTIONS_OF } from './keras1-names.ts';

/** A layer as Keras 1 saved it in the terms of Keras 2; null for one that is written in those already. */
export function fromKeras1(declaration: LayerDeclaration): LayerDeclaration | null {
  if (!isOfKeras1(declaration)) return null;
  const { className, options } = converted(declaration.className, declaration.options);
  const opaque = dropped(declaration);
  return { ...declaration, className, options, ...(opaque === null ? {} : { opaque }) };
}

/** Layers that Keras 2 has no more, but whose outputs' shapes are known. */
function dropped({ className, options }: LayerDeclaration): OpaqueDeclaration | null {
  if (className !== 'Highway' && className !== 'MaxoutDense') return null;
  const reason = `Keras 2 has no layer \`${className}\` any more: the signal is taken to pass unchanged.`;
  const units = options.find(({ key }) => key === 'output_dim')?.value;
  const outputShape = className === 'Highway' ? 'unchanged' : units?.kind === 'number' ? [units.value] : null;
  return { reason, outputShape };
}

/** Whether a layer, or one inside it, is written in terms that Keras 2 does not have. */
function isOfKeras1({ className, options }: Pick<LayerDeclaration, 'className' | 'options'>): boolean {
  return (
    CLASSES.has(className) ||
    className === 'Merge' ||
    options.some(({ key }) => OPTIONS.has(key)) ||
    options.some(({ value }) => value.kind === 'construction' && value.written !== null && isOfKeras1(inside(value)))
  );
}

function inside(value: Construction): Pick<LayerDeclaration, 'className' | 'options'> {
  return { className: value.name, options: value.options?.entries ?? [] };
}

type Construction = Extract<ConfigValue, { kind: 'construction' }>;

function converted(written: string, entries: readonly ConfigEntry[]): Pick<LayerDeclaration, 'className' | 'options'> {
  if (written === 'Merge') return merge(entries);
  const className = CLASSES.get(written) ?? written;
  const options = entries.flatMap((entry) => option(className, entry));
  const sizes = entries.filter(({ key }) => KERNEL_SIZES.includes(key));
  const [first] = sizes;
  if (first !== undefined) options.push(added('kernel_size', list(sizes, first), first));
  const old = entries.find(({ key }) => key === 'inner_init');
  // Keras 1 lets the reset gate act on the state, before the recurrent product.
  if (className === 'GRU' && old !== undefined) options.push(added('reset_after', boolean(false, old), old));
  return { className, options };
}

function option(className: string, entry: ConfigEntry): ConfigEntry[] {
  const { key, value } = entry;
  if (DROPPED.has(key) || KERNEL_SIZES.includes(key)) return [];
  const own = OPTIONS_OF.get(className)?.get(key);
  const units = key === 'output_dim' && HAVE_UNITS.has(className) ? 'units' : null;
  // One initialiser was for both kernels.
  if (key === 'init' && className.startsWith('Separable')) {
    return ['depthwise_initializer', 'pointwise_initializer'].map((name) => ({ ...entry, key: name }));
  }
  return [{ ...entry, key: own ?? units ?? OPTIONS.get(key) ?? key, value: optionValue(entry.key, value, entry) }];
}

function optionValue(key: string, value: ConfigValue, entry: ConfigEntry): ConfigValue {
  if (value.kind === 'construction' && value.written !== null) return layerInside(value);
  if (value.kind !== 'string') return value;
  if (key === 'dim_ordering') return { ...value, value: CHANNELS.get(value.value) ?? value.value };
  return key === 'forget_bias_init' ? boolean(value.value === 'one', entry) : value;
}

/** A wrapper's layer is of Keras 1 as the wrapper is. */
function layerInside(value: Construction): Construction {
  const { className, options } = converted(value.name, value.options?.entries ?? []);
  return { ...value, name: className, options: value.options && { ...value.options, entries: options } };
}

/** Of a mode that is a function of the user's, `Merge` stays what it is: no layer of Keras 2. */
function merge(entries: readonly ConfigEntry[]): Pick<LayerDeclaration, 'className' | 'options'> {
  const mode = entries.find(({ key }) => key === 'mode');
  const name = mode?.value.kind === 'string' ? mode.value.value : '';
  const className = MERGES.get(name);
  if (mode === undefined || className === undefined) return { className: 'Merge', options: entries };
  const axis = { Concatenate: ['concat_axis', 'axis'], Dot: ['dot_axes', 'axes'] }[className];
  const options = entries.flatMap((entry) => {
    if (entry.key === axis?.[0]) return [{ ...entry, key: axis[1] ?? entry.key }];
    return entry.key === 'name' || entry.key === 'trainable' ? [entry] : [];
  });
  if (name === 'cos') options.push(added('normalize', boolean(true, mode), mode));
  return { className, options };
}

/** An option that no single one of the file says, with the place of the one that says most of it. */
function added(key: string, value: ConfigValue, { source }: ConfigEntry): ConfigEntry {
  return { key, value, source };
}

function list(entries: readonly ConfigEntry[], { value }: ConfigEntry): ConfigValue {
  const items = KERNEL_SIZES.flatMap((name) => entries.filter(({ key }) => key === name).map((entry) => entry.value));
  return { kind: 'list', items, span: value.span };
}

function boolean(value: boolean, { value: { span } }: ConfigEntry): ConfigValue {
  return { kind: 'boolean', value, span };
}
