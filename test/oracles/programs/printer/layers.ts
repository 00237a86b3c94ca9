import type { LayerPlan, Options } from '../plan.ts';
import { type Bindings, NOTHING_BOUND, writeOptions } from './options.ts';
import type { Writer } from './writer.ts';

/** An expression that makes the layer: the factory's call, or one of a helper's. */
export function writeLayer(writer: Writer, layer: LayerPlan, bindings: Bindings = NOTHING_BOUND): string {
  const helped = writer.dice.chance(0.12) ? withHelper(writer, layer, bindings) : null;
  return helped ?? call(writer, layer, bindings);
}

/** TF.js reads options of these without looking whether there are any. */
const NEED_OPTIONS = /^(?:globalMax|globalAverage|max|average|avg)Pool|^upSampling/;

function call(writer: Writer, { factory, options }: LayerPlan, bindings: Bindings): string {
  if (Object.keys(options).length === 0 && !NEED_OPTIONS.test(factory) && writer.dice.chance(0.6))
    return `${writer.factory(factory)}()`;
  return `${writer.factory(factory)}(${writeOptions(writer, options, bindings)})`;
}

/** A function that makes layers of the kind and takes one or two of the options. */
function withHelper(writer: Writer, layer: LayerPlan, bindings: Bindings): string | null {
  const { dice } = writer;
  // A parameter called like the factory would hide it.
  const plain = Object.entries(layer.options).filter(
    ([option, value]) => ['number', 'string'].includes(typeof value) && option !== layer.factory,
  );
  const chosen = dice.shuffled(plain).slice(0, dice.whole(1, 2));
  // What changes from round to round must come in as an argument.
  if (chosen.length === 0 || [...bindings.keys()].some((name) => !chosen.some(([option]) => option === name)))
    return null;
  const name = writer.fresh(`make${layer.factory.charAt(0).toUpperCase()}${layer.factory.slice(1)}`);
  const parameters = chosen.map(([option, value]) => ({
    option,
    written: typeof value === 'string' ? writer.text(value) : String(value),
    argument: bindings.get(option) ?? null,
  }));
  const fixed: Options = Object.fromEntries(
    Object.entries(layer.options).filter(([option]) => !chosen.some(([one]) => one === option)),
  );
  const outside = { parameters: writer.parameters, fields: writer.fields };
  Object.assign(writer, { parameters: null, fields: null });
  const inside = new Map(parameters.map(({ option }) => [option, option]));
  const rest = writeOptions(writer, fixed);
  const form = dice.pick(['positional', 'object', 'rest', 'arrow'] as const);
  const body = (extra: string) =>
    `${writer.factory(layer.factory)}({ ${[...inside.keys(), extra].filter((part) => part !== '').join(', ')} })`;
  const spread = rest === '{}' ? '' : `...${rest}`;
  Object.assign(writer, outside);
  const argument = (one: (typeof parameters)[number]) => one.argument ?? one.written;
  switch (form) {
    case 'positional': {
      const last = parameters.at(-1);
      const omitted = last !== undefined && last.argument === null && dice.chance(0.4);
      const heads = parameters.map((one) => `${one.option}${omitted && one === last ? ` = ${one.written}` : ''}`);
      writer.declare(`function ${name}(${heads.join(', ')}) {\n  return ${body(spread)};\n}`);
      return `${name}(${parameters
        .filter((one) => !(omitted && one === last))
        .map(argument)
        .join(', ')})`;
    }
    case 'arrow':
      writer.declare(`const ${name} = (${[...inside.keys()].join(', ')}) => ${body(spread)};`);
      return `${name}(${parameters.map(argument).join(', ')})`;
    case 'object':
      writer.declare(`function ${name}({ ${[...inside.keys()].join(', ')} }) {\n  return ${body(spread)};\n}`);
      return `${name}({ ${parameters.map((one) => `${one.option}: ${argument(one)}`).join(', ')} })`;
    case 'rest':
      writer.declare(`const ${name} = ({ ${parameters[0]?.option}, ...others }) => {
  return ${writer.factory(layer.factory)}({ ${parameters[0]?.option}, ...others });
};`);
      return `${name}({ ${parameters.map((one) => `${one.option}: ${argument(one)}`).join(', ')}${
        spread === '' ? '' : `, ${spread}`
      } })`;
  }
}
