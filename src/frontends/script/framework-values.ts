import type { Expression } from '../../model/expression.ts';
import type { Elsewhere, Unknown } from '../../model/graph.ts';
import type { Dimension } from '../../model/shape.ts';
import type { SyntaxNode } from './syntax.ts';
import type { ObjectValue, Value } from './values.ts';

/** What a factory of the framework made that is not a layer: an initialiser, a constraint, a regulariser. */
export interface ConstructionValue {
  readonly kind: 'construction';
  readonly namespace: string;
  readonly name: string;
  readonly argument: Value | null;
  /** Number of the object within the file. */
  readonly object: number;
  readonly call: SyntaxNode;
}

/** One layer object: one evaluation of a layer factory's call, or something that stands for a layer. */
export interface LayerValue {
  readonly kind: 'layer';
  readonly factory: string;
  /** The options; `undefined` if called without. */
  readonly argument: Value;
  readonly argumentNode: SyntaxNode | null;
  /** The call, or the one of the document that led to it where it is written in an imported file. */
  readonly call: SyntaxNode;
  /** The factory's name within the call. */
  readonly nameNode: SyntaxNode;
  /** Where it is written if not in the document; it has no `argumentNode` then. */
  readonly elsewhere: Elsewhere | null;
  /** Number of the object within the file. */
  readonly object: number;
  readonly circumstances: Circumstances;
  /** Set for what no factory of the framework makes: a layer class of the file, a loaded model, an operation. */
  readonly opaque: OpaqueTraits | null;
  /** Says where `setWeights` gives it its values after it was made; null if nothing does. */
  weightsSet: string | null;
  /** An operation on tensors that a layer stands for (`tf.relu(x)`), as against a layer that the file makes. */
  readonly isOperation: boolean;
}

export interface OpaqueTraits {
  /** A sentence for the user. */
  readonly reason: string;
  /** Without batch; `unchanged` where it is the input's, null if it cannot be told. */
  readonly outputShape: readonly Dimension[] | 'unchanged' | null;
  /** Set where it is a function of every element that can be read: then it is a nonlinearity. */
  readonly computes?: Expression;
}

/** A symbolic tensor: what one application of a layer gives. */
export interface TensorValue {
  readonly kind: 'tensor';
  /** Null for what enters from where nothing is known of it: a parameter, a first layer's implied input. */
  readonly layer: LayerValue | null;
  /** First outputs of the applications that feed it. */
  readonly inputs: readonly TensorValue[];
  /** Which output of each of `inputs` enters, counted from 0. */
  readonly inputTensors: readonly number[];
  /** Which of its application's outputs it is, counted from 0. */
  readonly output: number;
  /** The first output of the same application; null if it is that itself. */
  readonly first: TensorValue | null;
  /** Later tensors have higher numbers. */
  readonly object: number;
  /** Nested models that it stands in, outermost first. */
  readonly within: readonly Nest[];
  readonly madeIn: Place;
  /** Why it is not known what enters; null if that goes without saying. */
  readonly gap: string | null;
}

/** A model or layer class that is applied as one layer: what is inside of it carries its name. */
export interface Nest {
  readonly name: string;
  /** Sentences about what could not be read of it. */
  readonly gaps: readonly string[];
}

/** The function and class of the file in which something was made; null at the top level or without a name. */
export interface Place {
  readonly function: string | null;
  readonly class: string | null;
}

export interface ModelValue {
  readonly kind: 'model';
  readonly style: 'sequential' | 'functional';
  /** The `name` option. */
  readonly name: string | null;
  /** The variable or field that it was first put into. */
  label: string | null;
  readonly madeIn: Place;
  /** Of a sequential model, in order. */
  readonly members: Member[];
  /** Of a functional model. */
  readonly inputs: readonly TensorValue[];
  readonly outputs: readonly TensorValue[];
  readonly call: SyntaxNode;
  readonly circumstances: Circumstances;
  /** Sentences about what could not be read. */
  readonly gaps: string[];
  /** Says where its weights are set or loaded after it was built; null if they are not. */
  trained: string | null;
  /** The opaque layer that stands for a model which comes from a file or the network; null for one that is built here. */
  readonly loaded: LayerValue | null;
}

/** What a sequential model can be made of; an object is an instance of a layer class of the file. */
export type Member = LayerValue | ModelValue | ObjectValue;

/** What was assumed on the way to the place where a layer or model was made. */
export interface Circumstances {
  readonly unknowns: readonly Unknown[];
  readonly gaps: readonly string[];
}
