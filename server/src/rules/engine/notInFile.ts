import type { RuleCode } from "./finding";

/** A rule of the catalogue that no look at the file alone can decide. */
export interface NotInFile {
  readonly code: RuleCode;
  readonly reason: string;
}

export const NOT_IN_FILE: readonly NotInFile[] = [
  {
    code: "AG0013",
    reason:
      "Whether the bytes are UTF-8 is settled before there is a text: the command line tells it when it reads the file.",
  },
  {
    code: "AG1011",
    reason:
      "No member of the input tells the account of the API, which the account of the role in credentials must be.",
  },
  {
    code: "AG2056",
    reason:
      "Only what is stored at AWS tells whether the integration that an update changes has a subtype to be given again.",
  },
];
