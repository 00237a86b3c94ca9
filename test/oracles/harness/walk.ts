/** A node of a graph whose layers are known by their inputs. */
export interface Walked<Node> {
  /** Inputs before what they feed. */
  readonly nodes: readonly Node[];
  indexOf(node: Node): number;
}

/**
 * Every node that the outputs depend on, in the order in which a depth-first walk along the inputs leaves it. Two graphs
 * of the same form are walked alike, whatever their own numbering.
 */
export function walkFrom<Node>(outputs: readonly Node[], inputsOf: (node: Node) => readonly Node[]): Walked<Node> {
  const indices = new Map<Node, number>();
  const nodes: Node[] = [];
  const open = outputs.map((node) => ({ node, entered: false })).reverse();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (indices.has(at.node)) continue;
    if (at.entered) {
      indices.set(at.node, nodes.length);
      nodes.push(at.node);
      continue;
    }
    open.push({ node: at.node, entered: true });
    for (const input of [...inputsOf(at.node)].reverse()) open.push({ node: input, entered: false });
  }
  return {
    nodes,
    indexOf(node) {
      const index = indices.get(node);
      if (index === undefined) throw new Error('Only nodes that the walk came upon have an index.');
      return index;
    },
  };
}
