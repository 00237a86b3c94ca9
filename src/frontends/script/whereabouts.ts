import type { Elsewhere } from '../../model/graph.ts';
import { relativeName } from './module-uris.ts';
import type { SourceText } from './source-text.ts';
import { childIn, type SyntaxNode } from './syntax.ts';

/** Where something was made, as nodes of the document being read. */
export interface PlaceHere {
  /** The call itself, or the one of this document that led to it. */
  readonly call: SyntaxNode;
  readonly nameNode: SyntaxNode;
  /** Null unless the call itself stands in this document. */
  readonly argumentNode: SyntaxNode | null;
  readonly elsewhere: Elsewhere | null;
}

/**
 * Where an evaluation stands: in which text, and which call or import of the document being read led there. Values must
 * not hold nodes of other texts than that document, functions and classes apart; this is what keeps them out.
 */
export class Whereabouts {
  /** The document being read. */
  readonly document: SourceText;
  private at: SourceText;
  private departure: SyntaxNode;
  private readonly origins = new WeakMap<object, SyntaxNode>();
  private readonly names = new Map<SourceText, string>();

  constructor(root: SyntaxNode) {
    this.document = root.document;
    this.at = root.document;
    this.departure = root;
  }

  /** The text that the evaluation stands in. */
  get current(): SourceText {
    return this.at;
  }

  /** Whether the evaluation stands in the document. */
  get isAtHome(): boolean {
    return this.at === this.document;
  }

  /** Whether a node stands in the document. */
  isHere(node: SyntaxNode): boolean {
    return node.document === this.document;
  }

  /** The node if it stands in the document. */
  here(node: SyntaxNode): SyntaxNode | null {
    return this.isHere(node) ? node : null;
  }

  /** Evaluates code of a text. */
  in<T>(text: SourceText, run: () => T): T {
    if (text === this.at) return run();
    const before = this.at;
    this.at = text;
    try {
      return run();
    } finally {
      this.at = before;
    }
  }

  /** Evaluates what a call or import leads to; one of another text leads nowhere that this document could show. */
  from<T>(node: SyntaxNode, run: () => T): T {
    if (!this.isHere(node)) return run();
    const before = this.departure;
    this.departure = node;
    try {
      return run();
    } finally {
      this.departure = before;
    }
  }

  /** Notes where an object is made, for what it is asked to do later. */
  remember(made: object): void {
    this.origins.set(made, this.departure);
  }

  /** Evaluates what an object does, as if from where it was made. */
  fromOrigin<T>(made: object, run: () => T): T {
    const origin = this.origins.get(made);
    return origin === undefined ? run() : this.from(origin, run);
  }

  /** The node, or the call of this document that led to its text. */
  shown(node: SyntaxNode): SyntaxNode {
    return this.isHere(node) ? node : this.departure;
  }

  /** The place of a call, for what it makes. */
  placeOf(call: SyntaxNode, nameNode: SyntaxNode, argumentNode: SyntaxNode | null): PlaceHere {
    if (this.isHere(call)) {
      return { call, nameNode, argumentNode: argumentNode === null ? null : this.here(argumentNode), elsewhere: null };
    }
    const { document } = call;
    const elsewhere = {
      uri: document.uri,
      file: this.nameOf(document),
      offset: call.start,
      line: document.lineOf(call.start),
    };
    return { call: this.departure, nameNode: calleeName(this.departure), argumentNode: null, elsewhere };
  }

  /** A file as seen from the document. */
  private nameOf(file: SourceText): string {
    const known = this.names.get(file) ?? relativeName(this.document.uri, file.uri);
    this.names.set(file, known);
    return known;
  }

  /** The line of a node, with its file where that is another one: behind "line". */
  lineOf(node: SyntaxNode): string {
    const line = node.document.lineOf(node.start);
    return this.isHere(node) ? `${line}` : `${line} of \`${this.nameOf(node.document)}\``;
  }
}

/** What is called, by its last name; the whole node where it is no call. */
function calleeName(node: SyntaxNode): SyntaxNode {
  const callee = childIn(node, 'function') ?? childIn(node, 'constructor');
  if (callee === null) return node;
  return callee.type === 'member_expression' ? (childIn(callee, 'property') ?? callee) : callee;
}
