import type { CheckResult } from "../../server/src";

/** A file that was read and checked. */
export interface CheckedFile {
  /** As it was given; `<stdin>` for standard input. */
  readonly file: string;
  readonly result: CheckResult;
}
