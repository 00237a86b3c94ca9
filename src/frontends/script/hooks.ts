import { type Call, callValue, valuesOf } from './calls.ts';
import { firstNameFor } from './changing-state.ts';
import type { Interpreter } from './interpreter.ts';
import { list, number, object, UNDEFINED, type Value } from './values.ts';

/**
 * React's hooks as far as they hand a value through: `useMemo(() => ...)`, `useRef(x)`, `useState(x)`.
 * @param name of the function as the file reaches it (`useMemo`, `React.useMemo`).
 * @returns null for any other function.
 */
export function callHook(interpreter: Interpreter, name: string, made: Call): Value | null {
  const hook = /^(?:React\.)?(use(?:Memo|Callback|Ref|State))$/.exec(name)?.[1];
  if (hook === undefined) return null;
  const [first = UNDEFINED] = valuesOf(made.parameters);
  const given = () => callValue(interpreter, first, { ...made, parameters: list([]) });
  switch (hook) {
    case 'useMemo':
      return first.kind === 'function' ? given() : null;
    case 'useCallback':
      return first;
    case 'useRef':
      return object([['current', first]]);
    default: {
      const setter = interpreter.unknown('setState', 'What a component sets is known only when it runs.');
      return list([stateOf(interpreter, first.kind === 'function' ? given() : first, made), setter]);
    }
  }
}

/** A component's state is good for sizes as it is at first; tests on it are open, for there is a setter. */
function stateOf(interpreter: Interpreter, value: Value, made: Call): Value {
  const name = firstNameFor(interpreter.text, made.node) ?? 'state';
  if (value.kind === 'number' && typeof value.value === 'number') {
    const set = interpreter.unknown(name, `\`${name}\` is set while the program runs.`);
    return set.kind === 'number' ? set : number({ name, assumed: value.value });
  }
  const state = { ...value };
  interpreter.changeable.add(state);
  return state;
}
