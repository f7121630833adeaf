import type { Listed } from "../../../model/accountLists";
import { API_NAME, FAMILY_OF } from "../../../model/protocol";
import type { IdRole } from "../../context/cursorContext";
import { memberText } from "../../context/inputMembers";
import { escaped } from "../../docs/markdown";
import type { CompletionSource, Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";

/** IDs that AWS listed for the user, by their names; undefined if none is known. */
export function completeId(
  source: CompletionSource,
  role: IdRole,
  { text }: TextPlace,
): readonly Suggestion[] | undefined {
  const known = itemsOf(source, role);
  if (known.length === 0) return undefined;
  return [...known]
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .map(({ id, name, rank, detail, what }) => ({
      label: id,
      text: [id],
      replace: { start: 0, end: text.length },
      detail,
      documentation: name === "" ? what : `${what} **${escaped(name)}**`,
      rank,
      alsoMatches: name,
    }));
}

interface Offered extends Listed {
  readonly rank: number;
  readonly detail: string;
  /** What kind of thing it is, as in `HTTP API`. */
  readonly what: string;
}

function itemsOf(source: CompletionSource, role: IdRole): readonly Offered[] {
  const { root, operation, lists, protocol, facts } = source;
  const apiId = memberText(root, operation, "apiId") || facts?.of?.apiId || "";
  const named = (list: readonly Listed[] | undefined, what: string): readonly Offered[] =>
    (list ?? []).map((item) => ({ ...item, rank: 0, detail: item.name, what }));
  switch (role) {
    case "apiId":
      return lists.apis
        .filter((api) =>
          protocol ? api.protocol === protocol : FAMILY_OF[api.protocol] === operation.family,
        )
        .map((api) => {
          const what = API_NAME[api.protocol];
          return { ...api, rank: 0, detail: `${api.name} · ${what}`, what };
        });
    case "integrationId":
      return named(lists.integrations.get(apiId), "Integration");
    case "responseId": {
      const integrationId = memberText(root, operation, "integrationId") || facts?.of?.integrationId || "";
      return named(lists.responses.get(integrationId), "Integration response");
    }
    case "resourceId":
      return named(lists.resources.get(apiId), "Resource");
    case "connectionId":
      return vpcLinks(source);
  }
}

/** HTTP APIs take VPC links of version 2, REST APIs those of either version. */
function vpcLinks({ root, operation, lists }: CompletionSource): readonly Offered[] {
  const isRest = operation.family === "apigateway";
  // A load balancer as the target requires a VPC link of version 2.
  const likeliest =
    isRest && !memberText(root, operation, "target") ? ("apigateway" as const) : ("apigatewayv2" as const);
  return lists.vpcLinks
    .filter(({ family }) => isRest || family === "apigatewayv2")
    .map((link) => {
      const what = link.family === "apigateway" ? "VPC link V1" : "VPC link V2";
      return { ...link, rank: link.family === likeliest ? 0 : 1, detail: `${link.name} · ${what}`, what };
    });
}
