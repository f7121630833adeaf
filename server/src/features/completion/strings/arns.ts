import { LAMBDA_INVOCATIONS } from "../../../expressions";
import type { ListedRole } from "../../../model/accountLists";
import type { UriRole } from "../../context/cursorContext";
import { code } from "../../docs/markdown";
import type { CompletionSource, Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import { lambdaFormFor } from "./uriSkeletons";

/** The functions or roles that AWS listed for the user, as the URIs or ARNs that fit the integration. */
export function listedArns(
  source: CompletionSource,
  role: UriRole,
  { text }: TextPlace,
): readonly Suggestion[] {
  const replace = { start: 0, end: text.length };
  switch (role) {
    case "uri": {
      const form = lambdaFormFor(source);
      if (form === undefined) return [];
      return byName(source.lists.functions).map(({ id, name }) => ({
        label: name,
        text: [lambdaUri(form, id)],
        replace,
        detail: "Lambda function",
        documentation: code(id),
        alsoMatches: name,
      }));
    }
    case "credentials":
      return byName(source.lists.roles).map(({ id, name, isForApiGateway }) => ({
        label: name,
        text: [id],
        replace,
        detail: isForApiGateway ? "role for API Gateway" : "role that does not trust API Gateway",
        documentation: code(id),
        rank: isForApiGateway ? 0 : 1,
        alsoMatches: name,
      }));
    case "target":
      return [];
  }
}

type LambdaForm = NonNullable<ReturnType<typeof lambdaFormFor>>;

/** Returns the function's ARN, or the invocation URI in the function's partition and region. */
export function lambdaUri(form: LambdaForm, functionArn: string): string {
  if (form === "lambda-function") return functionArn;
  const { version, ending } = LAMBDA_INVOCATIONS[form];
  const [, partition, , region] = functionArn.split(":");
  return `arn:${partition}:apigateway:${region}:lambda:path/${version}/functions/${functionArn}/${ending}`;
}

function byName<T extends Pick<ListedRole, "name">>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => a.name.localeCompare(b.name));
}
