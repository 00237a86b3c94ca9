import { isInner, isList, isMade, type Made, type PlanValue } from '../plan.ts';
import { writeLayer } from './layers.ts';
import { chosen, writeNumber } from './numbers.ts';
import { writeOptions } from './options.ts';
import type { Writer } from './writer.ts';

/** @param stem what a name for the value would be made of. */
export function writeValue(writer: Writer, value: PlanValue, stem: string): string {
  if (typeof value === 'number') return writeNumber(writer, value, stem);
  if (typeof value === 'string') return writeText(writer, value, stem);
  if (isMade(value)) return writeMade(writer, value, stem);
  if (isInner(value)) return writeInner(writer, value.layer, stem);
  if (isList(value)) return writeList(writer, value, stem);
  return `${value}`;
}

function writeText(writer: Writer, value: string, stem: string): string {
  const { dice } = writer;
  const plain = writer.text(value);
  if (dice.chance(0.65)) return plain;
  const cut = dice.whole(0, value.length);
  const ways: (() => string)[] = [
    () => writer.constant(stem, plain),
    () => writer.setting(stem, plain),
    () => chosen(writer, plain),
    () => `\`${value}\``,
    () => `\`${value.slice(0, cut)}\${${writer.constant(stem, writer.text(value.slice(cut)))}}\``,
    () => `${writer.text(value.slice(0, cut))} + ${writer.text(value.slice(cut))}`,
    () => `[${writer.text(value.slice(0, cut))}, ${writer.text(value.slice(cut))}].join('')`,
    () => `({ a: ${plain}, b: 'none' })['a']`,
    () => `${writer.constant('kinds', `{ first: ${plain}, second: 'none' }`)}.first`,
    () => `${writer.constant('kinds', `[${plain}, 'none']`)}[0]`,
    () => `String(${plain})`,
    () => `${writer.text(` ${value} `)}.trim()`,
  ];
  if (writer.typescript) {
    ways.push(
      () => `${plain} as const`,
      () => enumerated(writer, plain),
    );
  }
  return dice.pick(ways)();
}

function enumerated(writer: Writer, plain: string): string {
  const name = writer.fresh('Kind');
  writer.declare(`enum ${name} { Chosen = ${plain}, Other = 'none' }`);
  return `${name}.Chosen`;
}

function writeMade(writer: Writer, { namespace, name, options }: Made, stem: string): string {
  const { dice } = writer;
  const args = options === null ? '' : writeOptions(writer, options);
  const made = `${writer.object(namespace, name)}(${args})`;
  if (writer.needsBody(made) || dice.chance(0.7)) return made;
  if (dice.chance(0.5)) return writer.constant(stem, made);
  const maker = writer.fresh(`make${stem.charAt(0).toUpperCase()}${stem.slice(1)}`);
  writer.declare(dice.chance(0.5) ? `const ${maker} = () => ${made};` : `function ${maker}() {\n  return ${made};\n}`);
  return `${maker}()`;
}

function writeInner(writer: Writer, layer: Parameters<typeof writeLayer>[1], stem: string): string {
  const written = writeLayer(writer, layer);
  // One object inside two wrappers is another model.
  return writer.repeated || writer.dice.chance(0.8) ? written : writer.constant(stem, written);
}

function writeList(writer: Writer, list: readonly PlanValue[], stem: string): string {
  const { dice } = writer;
  const plain = () => `[${list.map((item) => writeValue(writer, item, stem)).join(', ')}]`;
  const holdsLayers = list.some(isInner);
  if (holdsLayers || dice.chance(0.7)) return plain();
  const [first] = list;
  if (list.length > 1 && typeof first === 'number' && list.every((item) => item === first)) {
    return dice.pick([
      `Array(${list.length}).fill(${first})`,
      `Array.from({ length: ${list.length} }, () => ${first})`,
    ]);
  }
  const name = writer.constant(stem, plain());
  return dice.chance(0.3) ? `[...${name}]` : name;
}
