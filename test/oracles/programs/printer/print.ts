import type { Dice } from '../dice.ts';
import type { ModelPlan } from '../plan.ts';
import { inClass, inObject, inStatic, inSubclass } from './class-shells.ts';
import { inArrow, inAsync, inFunction, inMain } from './function-shells.ts';
import { printModel } from './model.ts';
import type { ExportedCall, Shelled } from './shelled.ts';
import { importLines } from './surface.ts';
import { Writer } from './writer.ts';

/** A program that makes one model, and which of its exports must be called for that. */
export interface Program {
  readonly text: string;
  readonly language: 'typescript' | 'javascript';
  readonly calls: readonly ExportedCall[];
  /** Sizes that the reading is to assume: those of the calls above. */
  readonly assume: Readonly<Record<string, number>>;
  /** Text of the file `parts` beside it that it imports; null where it stands alone. */
  readonly parts: string | null;
}

/** Writes a plan as a program, in a style that the dice choose. */
export function printProgram(plan: ModelPlan, dice: Dice): Program {
  const writer = new Writer(dice);
  const shell = dice.pick([
    plainly,
    plainly,
    inFunction,
    inFunction,
    inArrow,
    inClass,
    inSubclass,
    inObject,
    inMain,
    inAsync,
    inStatic,
  ]);
  const { lines, calls, assume = {} } = shell(writer, plan);
  const settings = [...writer.settings].map(([name, value]) => `  ${name}: ${value},`);
  const config =
    settings.length === 0
      ? []
      : ['const CONFIG = {', ...settings, `}${writer.typescript && dice.chance(0.5) ? ' as const' : ''};`];
  const imports = importLines(writer.surface, writer.used, writer.quote);
  const language = writer.typescript ? 'typescript' : 'javascript';
  const before = [...(config.length === 0 ? [] : [config.join('\n')]), ...writer.declarations];
  const names = dice.chance(0.2) ? declaredNames(before) : null;
  if (names === null || !writer.surface.kind.match(/^(?:namespace|named|require)/)) {
    return { text: [...imports, '', ...before, ...lines, ''].join('\n'), language, calls, assume, parts: null };
  }
  const isModule = !writer.surface.kind.startsWith('require');
  const source = `${writer.quote}./parts${writer.quote}`;
  const list = `{ ${names.join(', ')} }`;
  const taken = isModule ? `import ${list} from ${source};` : `const ${list} = require(${source});`;
  const given = isModule ? `export ${list};` : `module.exports = ${list};`;
  return {
    text: [...imports, taken, '', ...lines, ''].join('\n'),
    language,
    calls,
    assume,
    parts: [...imports, '', ...before, given, ''].join('\n'),
  };
}

/** What the declarations name; null where there are none, or one takes something apart. */
function declaredNames(declarations: readonly string[]): string[] | null {
  const names = declarations.map((line) => /^(?:const enum|const|let|enum|function|class) (\w+)/.exec(line)?.[1]);
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length && known.length > 0 ? known : null;
}

function plainly(writer: Writer, plan: ModelPlan): Shelled {
  return { lines: printModel(writer, plan, null).lines, calls: [] };
}
