import type { LayerPlan, Step } from '../plan.ts';
import { braces, writeOptions } from './options.ts';
import { indented, type Writer } from './writer.ts';

/** The plain layers that a model is made of; null if something else is among them. */
export function plainLayers(steps: readonly Step[]): LayerPlan[] | null {
  const layers = steps.map((step) =>
    step.kind === 'layer' ? [step.layer] : step.kind === 'repeat' ? step.rounds.flat() : null,
  );
  return layers.includes(null) ? null : layers.flatMap((some) => some ?? []);
}

/** Layers as data, and a way to make them of it: lines before the model, and the list of layers as an expression. */
export function writeSpecs(writer: Writer, layers: readonly LayerPlan[]): { lines: string[]; list: string } {
  const { dice } = writer;
  const inPairs = dice.chance(0.4);
  const specs = writer.fresh(dice.pick(['SPECS', 'ARCHITECTURE', 'layerSpecs']));
  const items = layers.map(({ factory, options }) => {
    const type = writer.text(factory);
    if (inPairs) return `[${type}, ${writeOptions(writer, options)}],`;
    const written = writeOptions(writer, options);
    return `${braces([`type: ${type}`, ...(written === '{}' ? [] : [`...${written}`])])},`;
  });
  const head = inPairs ? '[type, options]' : '{ type, ...options }';
  const make = maker(writer, [...new Set(layers.map(({ factory }) => factory))]);
  return {
    lines: [`const ${specs} = [`, ...indented(items), '];'],
    list: `${specs}.map((${head}) => ${make('type', 'options')})`,
  };
}

/** From a kind and its options to a layer: by the namespace, a table of functions, or a switch. */
function maker(writer: Writer, factories: readonly string[]): (type: string, options: string) => string {
  const { dice } = writer;
  const form = dice.pick(['namespace', 'table', 'switch'] as const);
  if (form === 'namespace' && !writer.surface.factoriesAlone) {
    const layers = writer.namespace('layers');
    return (type, options) => `${layers}[${type}](${options})`;
  }
  const name = writer.fresh(form === 'switch' ? 'makeLayer' : 'FACTORIES');
  if (form !== 'switch') {
    const entries = factories.map((factory) =>
      dice.chance(0.5)
        ? `  ${factory}: ${writer.factory(factory)},`
        : `  ${factory}: (options) => ${writer.factory(factory)}(options),`,
    );
    writer.declare([`const ${name} = {`, ...entries, '};'].join('\n'));
    return (type, options) => `${name}[${type}](${options})`;
  }
  const cases = factories.flatMap((factory) => [
    `    case ${writer.text(factory)}:`,
    `      return ${writer.factory(factory)}(options);`,
  ]);
  const other = ['    default:', '      throw new Error(`Unknown kind $' + '{type}`);'];
  writer.declare([`function ${name}(type, options) {`, '  switch (type) {', ...cases, ...other, '  }', '}'].join('\n'));
  return (type, options) => `${name}(${type}, ${options})`;
}

/** A class whose methods add a layer each and give the builder back: lines before, and the model as an expression. */
export function writeChain(
  writer: Writer,
  layers: readonly LayerPlan[],
  made: string,
): { lines: string[]; model: string } {
  const name = writer.fresh('Stack');
  const methods = [...new Set(layers.map(({ factory }) => factory))].flatMap((factory) => [
    `${factory}(options) {`,
    `  this.model.add(${writer.factory(factory)}(options));`,
    '  return this;',
    '}',
  ]);
  writer.declare(
    [
      `class ${name} {`,
      ...(writer.typescript ? ['  model: any;'] : []),
      ...indented([
        'constructor() {',
        `  this.model = ${made};`,
        '}',
        ...methods,
        'done() {',
        '  return this.model;',
        '}',
      ]),
      '}',
    ].join('\n'),
  );
  const calls = layers.map(({ factory, options }) => `  .${factory}(${writeOptions(writer, options)})`);
  return { lines: [], model: [`new ${name}()`, ...calls, '  .done()'].join('\n') };
}
