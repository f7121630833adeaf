import { PARTITIONS } from "../expressions";
import { roleOf } from "../model/memberNames";
import type { Operation } from "../model/operations";
import type { ParsedDocument, Span, StringNode, ValueNode } from "../syntax/nodes";

/** Text that links to a page. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
  readonly tooltip: string;
}

/** Any ARN in a string, nested ones included. The resource ends where a path follows it. */
const ARN =
  /arn:(aws(?:-[a-z]+)*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):((?:function:[\w-]+(?::[\w$-]+)?)|[\w+=,.@:/$*-]+)/g;

/** The console's page for a resource, by service: the path after the console's host. */
const PAGES: Readonly<Record<string, (region: string, resource: string, arn: string) => string | undefined>> =
  {
    lambda: (region, resource) => {
      const name = /^function:([\w-]+)/.exec(resource)?.[1];
      return name && `lambda/home?region=${region}#/functions/${name}`;
    },
    iam: (_, resource) => {
      const role = /^role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(resource)?.[1];
      return role && `iam/home#/roles/${role}`;
    },
    states: (region, resource, arn) =>
      resource.startsWith("stateMachine:")
        ? `states/home?region=${region}#/statemachines/view/${arn}`
        : undefined,
    elasticloadbalancing: (region) => `ec2/home?region=${region}#LoadBalancers:`,
    servicediscovery: (region, resource) =>
      resource.startsWith("service/") ? `cloudmap/home?region=${region}#/namespaces` : undefined,
  };

/** Returns links to the console's pages for the ARNs and the API that the file names. */
export function documentLinks(document: ParsedDocument, operation: Operation): readonly DocumentLink[] {
  return [...consoleLinks(document), ...apiLinks(document, operation)];
}

function* consoleLinks({ root, text }: ParsedDocument): Generator<DocumentLink> {
  for (const { span } of stringsIn(root)) {
    // ARNs contain no escapes, so the source text can be searched instead of the value.
    const source = text.slice(span.start, span.end);
    if (!source.includes("arn:")) continue;
    for (const match of source.matchAll(ARN)) {
      const [arn = "", partition = "", service = "", region = "", , resource = ""] = match;
      const console = PARTITIONS.find(({ name }) => name === partition)?.consoleHost;
      const page = Object.hasOwn(PAGES, service) ? PAGES[service]?.(region, resource, arn) : undefined;
      if (!console || !page) continue;
      const start = span.start + match.index;
      yield {
        span: { start, end: start + arn.length },
        target: `https://${console}/${page}`,
        tooltip: "Open in the AWS console",
      };
    }
  }
}

/** Links an API ID to its page in the console, which opens in the region that was used last. */
function* apiLinks({ root }: ParsedDocument, operation: Operation): Generator<DocumentLink> {
  if (root?.kind !== "object") return;
  for (const { key, value } of root.members) {
    if (value?.kind !== "string" || !/^[a-z0-9]{4,16}$/.test(value.value)) continue;
    if (roleOf(key.value) !== "apiId" || !operation.members.has(key.value)) continue;
    yield {
      span: value.span,
      target: `https://console.aws.amazon.com/apigateway/main/apis/${value.value}/resources?api=${value.value}`,
      tooltip: "Open the API in the AWS console",
    };
  }
}

/** Strings in inputs are at most three levels deep. */
const MAX_DEPTH = 4;

function* stringsIn(node: ValueNode | undefined, depth = 0): Generator<StringNode> {
  if (!node || node.anchored || depth > MAX_DEPTH) return;
  if (node.kind === "string") yield node;
  else if (node.kind === "array") for (const item of node.items) yield* stringsIn(item, depth + 1);
  else if (node.kind === "object") {
    for (const { value } of node.written ?? node.members) yield* stringsIn(value, depth + 1);
  }
}
