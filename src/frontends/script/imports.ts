import type { Completion, Interpreter } from './interpreter.ts';
import { stringContent } from './literals.ts';
import { isFramework } from './packages.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import type { Value } from './values.ts';

/** Binds what an import statement brings: the framework's namespaces, and unknowns for everything else. */
export function readImport(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const source = childIn(node, 'source');
  const specifier = source === null ? '' : stringContent(interpreter.text, source);
  const framework = isFramework(specifier);
  const clause = node.children.find((child) => child.type === 'import_clause');
  for (const part of clause === undefined ? [] : meaningful(clause)) {
    if (part.type === 'named_imports') {
      for (const imported of meaningful(part)) {
        const original = text(interpreter, childIn(imported, 'name'));
        const local = text(interpreter, childIn(imported, 'alias')) ?? original;
        if (original === null || local === null) continue;
        const path = original === 'default' ? [] : [original];
        scope.declare(local, framework ? { kind: 'namespace', path } : foreign(interpreter, local, specifier));
      }
    } else {
      const local = text(interpreter, part.type === 'namespace_import' ? firstMeaningful(part) : part);
      if (local !== null) {
        scope.declare(local, framework ? { kind: 'namespace', path: [] } : foreign(interpreter, local, specifier));
      }
    }
  }
  return null;
}

function foreign(interpreter: Interpreter, local: string, specifier: string): Value {
  return interpreter.unknown(local, `\`${local}\` comes from '${specifier}', which is not read.`);
}

function text(interpreter: Interpreter, node: SyntaxNode | null): string | null {
  return node === null ? null : interpreter.text.slice(node.start, node.end);
}
