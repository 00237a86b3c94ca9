import type { Shape } from '../../model/shape.ts';
import type { Call } from './calls.ts';
import type { LayerValue, ModelValue, TensorValue } from './framework-values.ts';
import type { SyntaxNode } from './syntax.ts';
import type { ClassValue, FunctionValue, ObjectValue, Value } from './values.ts';

/** What an evaluation has come upon: layers and models, functions and classes, and which of them was used for what. */
export class Records {
  readonly layers: LayerValue[] = [];
  readonly models: ModelValue[] = [];
  /** What applications of layers gave that stand in the file; not those of models that are applied as a whole. */
  readonly tensors: TensorValue[] = [];
  /** The number of models that were made before functions were read again. */
  readAgainFrom = Number.POSITIVE_INFINITY;
  /** Functions of the file in the order of their definitions. */
  readonly functions: FunctionValue[] = [];
  /** The first object that was made of each class. */
  readonly instances = new Map<ClassValue, ObjectValue>();
  /** Classes by the class of the file that they extend. */
  readonly heirs = new Map<ClassValue, ClassValue[]>();
  /** The class whose method a definition is. */
  readonly owners = new Map<SyntaxNode, ClassValue>();
  /** Bodies that were entered at least once. */
  readonly entered = new Set<SyntaxNode>();
  /** Functions being evaluated, outermost first, each with the object that it was called on. */
  readonly calls: { readonly callee: FunctionValue; readonly receiver: Value | null }[] = [];
  /** Values that the program changes later, though what they are at first is known. */
  readonly changeable = new WeakSet<Value>();
  /** What the file puts on `window` and its like. */
  readonly globals = new Map<string, Value>();
  /** What the file puts into the framework's namespaces, by its path. */
  readonly additions = new Map<string, Value>();
  /** The object literal that a function stands in as a method. */
  readonly holders = new Map<SyntaxNode, ObjectValue>();
  /** Sequential models that instances of classes and values that cannot be read turn out to be. */
  readonly standingModels = new Map<Value | string, ModelValue>();
  /** What leaves the layers whose shapes the file asks for. */
  readonly shapes = new Map<TensorValue, Shape | null>();
  /** The first use of each layer. */
  readonly uses = new Map<LayerValue, TensorValue>();
  /** Tensors of sequential models whose inputs or outputs the file asks for, with the number of layers by then. */
  readonly sequences = new Map<
    ModelValue,
    { readonly input: TensorValue | null; readonly outputs: TensorValue[]; readonly length: number }
  >();
  /** The layers that stand for instances of layer classes whose `call` cannot be read. */
  readonly standIns = new Map<ObjectValue, LayerValue>();
  /** Instances of layer classes whose `build` was read. */
  readonly built = new Set<ObjectValue>();
  /** The `new` expression that made an object. */
  readonly constructions = new Map<ObjectValue, Call>();
}
