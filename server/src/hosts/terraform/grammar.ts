/** What the host needs from a parser of HCL. */

/** A named node of tree-sitter's grammar. */
export interface HclNode {
  /** `block`, `attribute`, `object_elem`, …, or `ERROR`. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly HclNode[];
}

/** Parses HCL. Never throws. */
export type ParseHcl = (text: string) => HclNode;
