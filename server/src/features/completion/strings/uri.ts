import {
  ARN_FIELDS,
  type Arn,
  isAt,
  LAMBDA_INVOCATIONS,
  PARTITIONS,
  type ParsedUri,
  parseUri,
  partitionOf,
  REGIONS,
} from "../../../expressions";
import { stageVariableNames } from "../../../model/knownNames";
import type { UriRole } from "../../context/cursorContext";
import { requestKeys } from "../../context/inputMembers";
import { explainPartition, explainRegion, explainStageVariable } from "../../docs/explain";
import { code } from "../../docs/markdown";
import type { CompletionSource, Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import { listedArns } from "./arns";
import { skeletonsFor } from "./uriSkeletons";

/** Suggests the part of a URI or ARN at the cursor; for an empty value, whole ones that fit the integration. */
export function completeUri(
  source: CompletionSource,
  role: UriRole,
  place: TextPlace,
): readonly Suggestion[] {
  const { text, offset } = place;
  const open = openVariable(source, text, offset);
  if (open) return open;
  const uri = parseUri(text);
  const listed = uri.kind === "unknown" || "arn" in uri ? listedArns(source, role, place) : [];
  return [...listed, ...writtenAt(source, role, uri, place)];
}

/** Parts of what is typed, or whole URIs while it is too little to recognize the kind. */
function writtenAt(
  source: CompletionSource,
  role: UriRole,
  uri: ParsedUri,
  { text, offset }: TextPlace,
): readonly Suggestion[] {
  const arns = "arn" in uri ? [uri.arn, innerArn(uri)] : [];
  for (const arn of arns) {
    const found = arn && fieldAt(arn, offset);
    if (found) return found;
  }
  const ending = endingAt(uri, offset);
  if (ending) return ending;
  // Too little is typed to recognize the kind: offer to replace it with a whole URI.
  const isBeginning = uri.kind === "unknown" || (uri.kind === "arn" && !uri.arn.service);
  if (!isBeginning) return [];
  return skeletonsFor(source, role).map(({ label, uri, documentation }) => ({
    label,
    text: uri,
    replace: { start: 0, end: text.length },
    documentation,
  }));
}

function innerArn(uri: ParsedUri): Arn | undefined {
  return uri.kind === "lambda-invoke" || uri.kind === "lambda-stream" ? uri.function?.arn : undefined;
}

function fieldAt(arn: Arn, offset: number): readonly Suggestion[] | undefined {
  const field = ARN_FIELDS.find((name) => {
    const found = arn[name];
    return found !== undefined && isAt(found.span, offset);
  });
  if (field === "partition" && arn.partition) {
    const replace = arn.partition.span;
    return PARTITIONS.map(({ name, description }) => ({
      label: name,
      text: [name],
      replace,
      detail: description,
      documentation: explainPartition(name),
      rank: name === "aws" ? 0 : 1,
    }));
  }
  // IAM resources have no region.
  if (field === "region" && arn.region && arn.service?.text !== "iam") {
    const replace = arn.region.span;
    const partition = arn.partition?.text;
    const isKnown = PARTITIONS.some(({ name }) => name === partition);
    return REGIONS.filter((region) => !isKnown || partitionOf(region) === partition).map((region) => ({
      label: region,
      text: [region],
      replace,
      documentation: explainRegion(region),
    }));
  }
  return undefined;
}

/** The last segment of a Lambda invocation URI, once the function is there. */
function endingAt(uri: ParsedUri, offset: number): readonly Suggestion[] | undefined {
  if ((uri.kind !== "lambda-invoke" && uri.kind !== "lambda-stream") || !uri.function) return undefined;
  const start = uri.function.span.end + 1;
  if (uri.text[start - 1] !== "/" || offset < start) return undefined;
  const { ending } = LAMBDA_INVOCATIONS[uri.kind];
  return [
    {
      label: ending,
      text: [ending],
      replace: { start, end: uri.text.length },
      documentation: "The last segment of every Lambda invocation URI of this kind.",
    },
  ];
}

/** Stage variables after `$` or `${`, path parameters after `{`; undefined anywhere else. */
function openVariable(
  { root, operation, facts }: CompletionSource,
  text: string,
  offset: number,
): readonly Suggestion[] | undefined {
  const before = text.slice(0, offset);
  const typed = /(\$\{?|\{)([\w.]*)$/.exec(before);
  const [all = "", mark = "", word = ""] = typed ?? [];
  if (!typed) return undefined;
  const rest = /^[\w.+]*\}?/.exec(text.slice(offset))?.[0] ?? "";
  const replace = { start: offset - all.length, end: offset + (rest.endsWith("}") ? rest.length : 0) };
  if (mark !== "{") {
    const known = stageVariableNames(facts).map((name) => ({
      label: `\${stageVariables.${name}}`,
      text: [`\${stageVariables.${name}}`],
      replace,
      documentation: explainStageVariable(name, facts),
    }));
    if (word.startsWith("stageVariables.")) return known;
    return [
      ...known,
      {
        label: "${stageVariables.…}",
        text: ["${stageVariables.", { stop: 1, text: "name" }, "}"],
        replace,
        documentation: explainStageVariable(""),
      },
    ];
  }
  const prefix = "integration.request.path.";
  return requestKeys(root, operation)
    .filter((key) => key.startsWith(prefix) && key.length > prefix.length)
    .map((key) => key.slice(prefix.length))
    .map((name) => ({
      label: `{${name}}`,
      text: [`{${name}}`],
      replace,
      documentation: `Filled in by the mapping ${code(`${prefix}${name}`)}.`,
    }));
}
