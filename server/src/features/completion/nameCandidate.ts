import type { Snippet } from "./snippet";
import type { Skeleton } from "./write";

/** A name that can be inserted, with the shape of its value. */
export interface NameCandidate {
  readonly label: string;
  readonly name: Snippet;
  /** AWS's name, which the tree has, if a host spells it differently. */
  readonly standsFor?: string;
  readonly value: Skeleton;
  /** Lower ranks come first. */
  readonly rank: number;
  readonly detail: string;
  readonly documentation: string;
  /** True if the inserted name or value can be completed further. */
  readonly offersMore: boolean;
}

/** The decoded name under the cursor, as far as it is typed, and the cursor's offset in it. */
export interface TypedName {
  readonly text: string;
  readonly offset: number;
}
