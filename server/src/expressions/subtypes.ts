import source from "../../../schemas/subtypes.json";

/** A parameter of a service action. */
export interface SubtypeParameter {
  readonly name: string;
  readonly required: boolean;
  /** One sentence of Markdown. */
  readonly description: string;
}

/** An AWS service action that an HTTP API can call directly. */
export interface Subtype {
  /** `SQS-SendMessage` */
  readonly name: string;
  readonly description: string;
  /** The IAM action that the role in `CredentialsArn` must allow. */
  readonly iamAction: string;
  /** The supported values of `PayloadFormatVersion`. */
  readonly versions: readonly string[];
  readonly parameters: readonly SubtypeParameter[];
}

/** All values of `IntegrationSubtype`. */
export const SUBTYPES: readonly Subtype[] = source.subtypes;

/** Finds a subtype by its exact name. */
export function findSubtype(name: string): Subtype | undefined {
  return SUBTYPES.find((subtype) => subtype.name === name);
}

/** Returns the names of the parameters that a subtype requires. */
export function requiredOf({ parameters }: Pick<Subtype, "parameters">): readonly string[] {
  return parameters.filter(({ required }) => required).map(({ name }) => name);
}

/** The names of the parameters of all subtypes. */
export const SUBTYPE_PARAMETERS: ReadonlySet<string> = new Set(
  SUBTYPES.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
);
