/** Which integration responses belong to which integration, for inputs of the AWS CLI in files of their own. */
import type { MemberRole } from "../model/memberNames";
import { memberName } from "../model/memberNames";
import { OPERATIONS } from "../model/operations";
import type { SimulatedInput } from "../simulate";
import { findMember, textOf } from "../syntax/locate";

/** An input and the file that it is in. */
export interface ReadInput {
  readonly file: string;
  readonly input: SimulatedInput;
  readonly route?: string;
}

/** An integration with its integration responses. */
export interface PlainIntegration {
  readonly file: string;
  /** The name of the file without the operation: `orders` for `orders.put-integration.json`. May be empty. */
  readonly name: string;
  readonly inputs: readonly SimulatedInput[];
  /** The file of each input. */
  readonly sources: readonly string[];
  readonly route?: string;
}

export interface PairedInputs {
  readonly integrations: readonly PlainIntegration[];
  /** Integration responses of unknown integrations. */
  readonly unpaired: readonly ReadInput[];
}

/**
 * Finds the integration of each integration response: one whose IDs do not differ and, if there are several, the one
 * whose file name starts the same.
 */
export function pairedInputs(inputs: readonly ReadInput[]): PairedInputs {
  const integrations = inputs.filter(({ input }) => !isResponse(input));
  const unpaired: ReadInput[] = [];
  const responses = new Map<ReadInput, ReadInput[]>();
  for (const response of inputs.filter(({ input }) => isResponse(input))) {
    const fitting = integrations.filter((integration) => mayBelong(response.input, integration.input));
    const [only, ...others] = fitting;
    const owner = only && others.length === 0 ? only : closest(response, fitting);
    if (owner) responses.set(owner, [...(responses.get(owner) ?? []), response]);
    else unpaired.push(response);
  }
  return {
    integrations: integrations.map((integration) => {
      const all = [integration, ...(responses.get(integration) ?? [])];
      const { file, route } = integration;
      return {
        file,
        name: inputName(file),
        inputs: all.map(({ input }) => input),
        sources: all.map((each) => each.file),
        ...(route !== undefined && { route }),
      };
    }),
    unpaired,
  };
}

function isResponse({ operation }: SimulatedInput): boolean {
  return operation.endsWith("-response");
}

const IDENTITY: readonly MemberRole[] = ["apiId", "resourceId", "httpMethod", "integrationId"];

function mayBelong(response: SimulatedInput, integration: SimulatedInput): boolean {
  const { family } = OPERATIONS[response.operation];
  if (family !== OPERATIONS[integration.operation].family) return false;
  return IDENTITY.every((role) => {
    const [one, other] = [idIn(response, role), idIn(integration, role)];
    return !one || !other || one === other;
  });
}

function idIn({ document: { root }, operation }: SimulatedInput, role: MemberRole): string | undefined {
  const name = memberName(OPERATIONS[operation].family, role);
  return root?.kind === "object" && name !== undefined ? textOf(findMember(root, name)?.value) : undefined;
}

/** The integration whose name starts the response's name, in the same folder. */
function closest({ file }: ReadInput, integrations: readonly ReadInput[]): ReadInput | undefined {
  const [best, second] = integrations
    .filter((each) => folderOf(each.file) === folderOf(file))
    .map((integration) => ({ integration, name: inputName(integration.file) }))
    .filter(
      ({ name }) => inputName(file) === name || inputName(file).startsWith(name === "" ? "" : `${name}.`),
    )
    .sort((one, other) => other.name.length - one.name.length);
  return best && best.name.length !== second?.name.length ? best.integration : undefined;
}

function folderOf(file: string): string {
  return file.replaceAll("\\", "/").split("/").slice(0, -1).join("/");
}

const OPERATION = /[.-]?(?:(?:put|create|update)-)?integration(?:-response)?(?:-params)?$/i;

/** The name of the file without its extension and the operation. */
export function inputName(file: string): string {
  const base = file.replaceAll("\\", "/").split("/").at(-1) ?? "";
  return base.replace(/\.[^.]*$/, "").replace(OPERATION, "");
}
