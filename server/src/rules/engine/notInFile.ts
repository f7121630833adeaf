import type { RuleCode } from "./finding";

/** A rule in the catalogue that cannot be decided from the file alone. */
export interface NotInFile {
  readonly code: RuleCode;
  readonly reason: string;
}

export const NOT_IN_FILE: readonly NotInFile[] = [
  {
    code: "AG0013",
    reason:
      "Whether the bytes are valid UTF-8 is decided before there is any text. The command line reports it when it reads the file.",
  },
  {
    code: "AG1011",
    reason:
      "No member of the input contains the API's account, which the role in credentials must belong to.",
  },
  {
    code: "AG2056",
    reason:
      "Only AWS knows whether the integration being updated has a subtype, which the update would have to repeat.",
  },
];
