import type { Call, Dense, FastKernel } from './kernel.ts';

type Loop = (a: Float32Array, b: Float32Array, target: Float32Array) => void;

/**
 * An operation on two tensors of the same shape, on one and a scalar, or on one and another that is repeated along its
 * first dimensions (a bias): these make up nearly all of a training step. Each loop stands for itself, so that the
 * engine compiles it for one operation.
 */
interface Loops {
  readonly same: Loop;
  /** `b` is repeated over `a`. */
  readonly repeated: Loop;
  readonly withNumber: (a: Float32Array, b: number, target: Float32Array) => void;
}

const ADD: Loops = {
  same: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) + (b[i] ?? 0);
  },
  repeated: (a, b, target) => {
    for (let i = 0; i < target.length; ) {
      for (let j = 0; j < b.length; j++, i++) target[i] = (a[i] ?? 0) + (b[j] ?? 0);
    }
  },
  withNumber: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) + b;
  },
};

const SUBTRACT: Loops = {
  same: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) - (b[i] ?? 0);
  },
  repeated: (a, b, target) => {
    for (let i = 0; i < target.length; ) {
      for (let j = 0; j < b.length; j++, i++) target[i] = (a[i] ?? 0) - (b[j] ?? 0);
    }
  },
  withNumber: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) - b;
  },
};

const MULTIPLY: Loops = {
  same: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) * (b[i] ?? 0);
  },
  repeated: (a, b, target) => {
    for (let i = 0; i < target.length; ) {
      for (let j = 0; j < b.length; j++, i++) target[i] = (a[i] ?? 0) * (b[j] ?? 0);
    }
  },
  withNumber: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) * b;
  },
};

const DIVIDE: Loops = {
  same: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) / (b[i] ?? 0);
  },
  repeated: (a, b, target) => {
    for (let i = 0; i < target.length; ) {
      for (let j = 0; j < b.length; j++, i++) target[i] = (a[i] ?? 0) / (b[j] ?? 0);
    }
  },
  withNumber: (a, b, target) => {
    for (let i = 0; i < target.length; i++) target[i] = (a[i] ?? 0) / b;
  },
};

export const add = binary(ADD, true);
export const subtract = binary(SUBTRACT, false);
export const multiply = binary(MULTIPLY, true);
export const divide = binary(DIVIDE, false);

export const square = unary((x, target) => {
  for (let i = 0; i < target.length; i++) target[i] = (x[i] ?? 0) * (x[i] ?? 0);
});

export const squareRoot = unary((x, target) => {
  for (let i = 0; i < target.length; i++) target[i] = Math.sqrt(x[i] ?? 0);
});

/** NaN stays NaN, as in TensorFlow.js. */
export const relu = unary((x, target) => {
  for (let i = 0; i < target.length; i++) target[i] = Math.max(0, x[i] ?? 0);
});

function binary({ same, repeated, withNumber }: Loops, commutes: boolean): FastKernel {
  return (call: Call): Dense | null => {
    const [a, b] = [call.input('a'), call.input('b')];
    if (a === null || b === null) return null;
    if (b.values.length === 1 && b.shape.length <= a.shape.length) {
      const [number = 0] = b.values;
      return filled(a, (target) => withNumber(a.values, number, target));
    }
    if (hasSameShape(a, b)) return filled(a, (target) => same(a.values, b.values, target));
    if (isRepeated(b, a)) return filled(a, (target) => repeated(a.values, b.values, target));
    if (commutes && isRepeated(a, b)) return filled(b, (target) => repeated(b.values, a.values, target));
    return null;
  };
}

function unary(loop: (x: Float32Array, target: Float32Array) => void): FastKernel {
  return (call: Call): Dense | null => {
    const x = call.input('x');
    return x === null ? null : filled(x, (target) => loop(x.values, target));
  };
}

function filled({ shape, values }: Dense, fill: (target: Float32Array) => void): Dense {
  const target = new Float32Array(values.length);
  fill(target);
  return { shape, values: target };
}

function hasSameShape(a: Dense, b: Dense): boolean {
  return a.shape.length === b.shape.length && a.shape.every((size, i) => size === b.shape[i]);
}

/** Whether `part`, with ones in front, is the end of `whole`'s shape, so that its elements come again and again. */
function isRepeated(part: Dense, whole: Dense): boolean {
  const own = part.shape.slice(part.shape.findIndex((size) => size !== 1));
  const ends = part.values.length === 1 ? [] : own;
  if (part.values.length === 0 || part.shape.length > whole.shape.length) return false;
  return ends.every((size, i) => size === whole.shape[whole.shape.length - ends.length + i]);
}
