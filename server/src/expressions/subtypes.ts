import source from "../../../schemas/subtypes.json";

/** A parameter of a service integration. */
export interface SubtypeParameter {
  readonly name: string;
  readonly required: boolean;
  /** Markdown, in a sentence. */
  readonly description: string;
}

/** An AWS service's operation that an HTTP API can call by itself. */
export interface Subtype {
  /** `SQS-SendMessage` */
  readonly name: string;
  readonly description: string;
  /** What the role in `CredentialsArn` has to allow. */
  readonly iamAction: string;
  /** The values that `PayloadFormatVersion` may have with it. */
  readonly versions: readonly string[];
  readonly parameters: readonly SubtypeParameter[];
}

/** Every value of `IntegrationSubtype`. */
export const SUBTYPES: readonly Subtype[] = source.subtypes;

/** Finds a subtype by its exact name. */
export function findSubtype(name: string): Subtype | undefined {
  return SUBTYPES.find((subtype) => subtype.name === name);
}

/** The names of all parameters, of whichever subtype. */
export const SUBTYPE_PARAMETERS: ReadonlySet<string> = new Set(
  SUBTYPES.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
);
