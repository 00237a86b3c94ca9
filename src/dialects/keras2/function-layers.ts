import type { LayerEntry } from '../framework.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';
import { opaqueBody } from '../layers/opaque.ts';
import { FUNCTIONS } from './functions.ts';

/** What Keras 2 makes of a function of TensorFlow that is applied to a tensor of a model. */
export const FUNCTION_LAYERS: readonly LayerEntry[] = [
  entry('TFOpLambda', (layer) => applied(layer, layer.options.text('function'))),
  entry('SlicingOpLambda', (layer) => applied(layer, layer.options.text('function') ?? 'getitem')),
  entry('TensorFlowOpLayer', (layer) => {
    const constants = layer.options.value('constants');
    if (constants?.kind === 'object') layer.handOver(constants.entries);
    return applied(layer, nodeOperation(layer));
  }),
  entry('ClassMethod', (layer) => hidden(layer, 'classMethodName', 'The method')),
  entry('InstanceMethod', (layer) => hidden(layer, 'methodName', 'The method')),
  entry('InstanceProperty', (layer) => hidden(layer, 'attrName', 'The property')),
];

/** Modules of TensorFlow under which a function has several names. */
const MODULES = /^((compat\.v1|math|nn|linalg|image|__operators__|keras\.(activations|backend))\.)+/;

/** Operations of TensorFlow's graphs whose names are not the function's in another spelling. */
const GRAPH_OPERATIONS: Readonly<Record<string, string>> = {
  addv2: 'add',
  biasadd: 'bias_add',
  clipbyvalue: 'clip_by_value',
  concatv2: 'concat',
  expanddims: 'expand_dims',
  leakyrelu: 'leaky_relu',
  logsoftmax: 'log_softmax',
  max: 'reduce_max',
  mean: 'reduce_mean',
  mul: 'multiply',
  neg: 'negative',
  realdiv: 'truediv',
  sub: 'subtract',
};

function applied(layer: LayerReader, written: string | null): ReturnType<LayerFamily> {
  const name = (written ?? '').replace(MODULES, '');
  const family = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (family !== undefined) return family(layer);
  const what = written === null ? 'A function that cannot be read' : `The function \`${written}\``;
  return opaqueBody(layer, `${what} is not covered: the signal is taken to pass unchanged.`);
}

/** The operation in `nodeDef`, an object or the text of one. */
function nodeOperation({ options }: LayerReader): string | null {
  const node = options.value('nodeDef');
  const value = node?.kind === 'object' ? node.entries.find(({ key }) => key === 'op')?.value : null;
  const text = node?.kind === 'string' ? /"?op"?:\s*"(\w+)"/.exec(node.value)?.[1] : undefined;
  const written = text ?? (value?.kind === 'string' ? value.value : null);
  if (written === null) return null;
  const name = written.toLowerCase();
  return Object.hasOwn(GRAPH_OPERATIONS, name) ? (GRAPH_OPERATIONS[name] ?? name) : name;
}

function hidden(layer: LayerReader, option: string, what: string): ReturnType<LayerFamily> {
  const name = layer.given.text(option);
  const called = name === null ? what : `${what} \`${name}\``;
  return opaqueBody(layer, `${called} of a tensor is not covered: the signal is taken to pass unchanged.`);
}

function entry(className: string, family: LayerFamily): LayerEntry {
  return { className, code: [], family };
}
