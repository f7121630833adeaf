import type { OperationName } from "../model/operationNames";
import type { Protocol } from "../model/protocol";
import { type HostName, plainInput, type UnknownPart } from "../service";
import type { Json } from "../syntax/json";
import type { Range } from "../syntax/lines";
import type { InputName } from "./check";
import { type HostFileOptions, readHost } from "./host";
import type { InputOptions } from "./input";

/** How to read a host file. */
export type InputsOptions = Pick<InputOptions, "fileName" | "protocol"> & HostFileOptions;

/** An integration or an integration response in a host file. */
export interface HostInput extends InputName {
  readonly host: HostName;
  readonly operation: OperationName;
  /** Undefined if the file does not say. */
  readonly protocol: Protocol | undefined;
  /** For an integration response: the ID of its integration, if it is known. */
  readonly integration?: readonly string[];
  /** The object that the input is written in. Zero-based lines and UTF-16 characters, half-open. */
  readonly range: Range;
  /**
   * The members by the names of the AWS CLI, as in `create-integration`. Where the file does not tell a value, or a part
   * of it, a name in angle brackets stands for it: `<AWS::Region>`.
   */
  readonly members: { readonly [name: string]: Json };
  /** The values, or parts of values, that the file does not tell. */
  readonly unknown: readonly UnknownPart[];
}

/**
 * Returns the integrations and integration responses in a host file, such as an OpenAPI document or a CloudFormation
 * template, in the order of the file. Accepts any text; returns an empty list for one without integrations, and for an
 * input of the AWS CLI.
 */
export function inputsOf(text: string, options: InputsOptions = {}): readonly HostInput[] {
  const analysis = readHost(text, options);
  if (!analysis) return [];
  const { host, inputs, lines } = analysis;
  return inputs.map(({ hosted }): HostInput => {
    const { title, id, operation, protocol, integration, members, unknown } = plainInput(hosted, text);
    return {
      host: host.name,
      title,
      id,
      operation,
      protocol,
      ...(integration && { integration }),
      ...(hosted.construct !== undefined && { construct: hosted.construct }),
      range: lines.range(hosted.root.span),
      members,
      unknown,
    };
  });
}
