import type { Language } from 'web-tree-sitter';
import { Notes } from '../../model/notes.ts';

/** Named nodes that are one name. */
const NAMES = new Set(
  'identifier property_identifier shorthand_property_identifier shorthand_property_identifier_pattern type_identifier statement_identifier'.split(
    ' ',
  ),
);

/** Named nodes that never have parts. */
const LEAVES = new Set([
  ...NAMES,
  ...'private_property_identifier number string_fragment escape_sequence comment this super true false null undefined regex_pattern regex_flags jsx_text'.split(
    ' ',
  ),
]);

/** Tokens that follow from what they stand in, and that nothing is put before or behind: a third of all nodes. */
const SILENT = new Set(['(', ')', '[', ']', ';', '.', ':', '"', "'", '`', '=>', '${']);

/** Tokens that play no role by name in what they stand in. */
const PUNCTUATION = new Set([...SILENT, '{', '}', ',', '</', '/>']);

/** Nodes whose children have no roles: all are alike, or told by their types. */
const WITHOUT_ROLES = new Set(
  'program statement_block expression_statement return_statement parenthesized_expression arguments formal_parameters array object string template_string object_pattern array_pattern named_imports type_annotation'.split(
    ' ',
  ),
);

const [NAMED, NAME, LEAF, SILENT_TOKEN, PUNCTUATION_TOKEN, ROLES] = [1, 2, 4, 8, 16, 32];

/** What is known of a grammar's node types, by their numbers: every node of every tree is asked about. */
export class NodeTypes {
  private readonly names: readonly string[];
  private readonly traits: Uint8Array;

  constructor(language: Language) {
    this.names = language.types;
    this.traits = Uint8Array.from({ length: this.names.length }, (_, id) => {
      const type = this.names[id];
      return type === undefined ? OF_ERRORS : traitsOf(type, language.nodeTypeIsNamed(id));
    });
  }

  /** Errors have a number beyond all types. */
  nameOf(id: number): string {
    return this.names[id] ?? 'ERROR';
  }

  isNamed(id: number): boolean {
    return this.has(id, NAMED);
  }

  /** Whether it is one name and nothing else. */
  isName(id: number): boolean {
    return this.has(id, NAME);
  }

  mayHaveParts(id: number): boolean {
    return this.has(id, NAMED) && !this.has(id, LEAF);
  }

  /** Whether it is a token that is left out of copies. */
  isSilent(id: number): boolean {
    return this.has(id, SILENT_TOKEN);
  }

  isPunctuation(id: number): boolean {
    return this.has(id, PUNCTUATION_TOKEN);
  }

  givesRoles(id: number): boolean {
    return this.has(id, ROLES);
  }

  private has(id: number, trait: number): boolean {
    return ((this.traits[id] ?? OF_ERRORS) & trait) !== 0;
  }
}

const OF_ERRORS = NAMED | ROLES;

function traitsOf(type: string, named: boolean): number {
  return (
    (named ? NAMED : 0) |
    (named && NAMES.has(type) ? NAME : 0) |
    (named && LEAVES.has(type) ? LEAF : 0) |
    (SILENT.has(type) ? SILENT_TOKEN : 0) |
    (!named && PUNCTUATION.has(type) ? PUNCTUATION_TOKEN : 0) |
    (WITHOUT_ROLES.has(type) ? 0 : ROLES)
  );
}

const known = new Notes<Language, NodeTypes>();

export function nodeTypes(language: Language): NodeTypes {
  return known.of(language, () => new NodeTypes(language));
}
