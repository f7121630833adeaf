/** The names that a CloudFormation template has, which intrinsic functions refer to. */

/** What a name refers to. */
export interface Referent {
  readonly kind: "parameter" | "resource";
  /** The type of a resource, if it is written out: `AWS::Lambda::Function`. */
  readonly type?: string;
}

export interface Scope {
  /** Returns what a name refers to; undefined for a name that is not in the file. */
  find(name: string): Referent | undefined;
  /** True for a file that CloudFormation does not read as a template of its own. */
  readonly isIncluded?: true;
}

/** The scope of a file that a template includes: its names are elsewhere. */
export const ELSEWHERE: Scope = { find: () => undefined, isIncluded: true };
