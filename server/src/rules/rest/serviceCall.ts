import { parseMappingKey, parseMappingValue, QUERY_SERVICES } from "../../expressions";
import type { IntegrationInput } from "../../model/input";
import { memberName, type SharedRole } from "../../model/memberNames";
import { templateIn } from "../../model/templates";
import type { KeyNode, Span, StringNode } from "../../syntax/nodes";
import { gatherFacts } from "../../vtl/analysis/facts";
import type { TemplateNode } from "../../vtl/syntax/nodes";
import { writesForm } from "../engine/template";
import { spanIn } from "../shared/part";
import { uriOf } from "../uri/uris";

/** A call of an action of an AWS service by an integration of type `AWS`, for REST and WebSocket APIs. */
export interface ServiceCall {
  readonly uri: StringNode;
  /** As in the uri: `sqs`, `dynamodb`. */
  readonly service: string;
  /** The action in an `action/…` uri. */
  readonly action?: string;
  readonly forms: readonly FormTemplate[];
  /** All parameters of the query whose names the input contains, by whichever way they are set. */
  readonly parameters: readonly QueryParameter[];
}

/** A request template that writes a form: `Action=SendMessage&MessageBody=…`. */
export interface FormTemplate {
  readonly key: KeyNode;
  readonly node: StringNode;
  readonly tree: TemplateNode;
}

/** The name of a query parameter, and its value if it is static. */
export interface QueryParameter {
  readonly name: string;
  readonly value?: string;
  /** In the file. */
  readonly span: Span;
  readonly node: KeyNode;
  /** Where the name is in the node. */
  readonly at: Span;
}

/** Returns the service call of an input; undefined for other integrations, and where a placeholder hides the service. */
export function serviceCallOf(input: IntegrationInput): ServiceCall | undefined {
  return input.once(readCall);
}

function readCall(input: IntegrationInput): ServiceCall | undefined {
  const name = (role: SharedRole): string => memberName(input.operation.family, role);
  const node = input.string(name("uri"));
  const uri = node?.value && input.text(name("type")) === "AWS" ? uriOf(node) : undefined;
  if (!node || (uri?.kind !== "aws-path" && uri?.kind !== "aws-action")) return undefined;
  const service = uri.awsService.text;
  if (service === "" || /[${}<>]/.test(service)) return undefined;
  const forms = input.entries(name("requestTemplates")).flatMap(({ key, value }) => {
    if (value?.kind !== "string" || !writesForm(value.value)) return [];
    const { root, problems } = templateIn(value);
    return problems.length > 0 ? [] : [{ key, node: value, tree: root }];
  });
  const located = (parameter: Omit<QueryParameter, "span">): QueryParameter => ({
    ...parameter,
    span: spanIn(input, parameter.node, parameter.at),
  });
  const inUri =
    uri.kind === "aws-action"
      ? uri.attributes.map(({ key, value }) => ({
          name: key.text,
          ...(value && { value: value.text }),
          node,
          at: key.span,
        }))
      : [];
  const mapped = input.entries(name("requestParameters")).flatMap(({ key, value }) => {
    const { reference, faults } = parseMappingKey(key.value, "request");
    if (key.kind !== "string" || faults.length > 0 || reference?.location?.text !== "querystring") return [];
    if (!reference.name) return [];
    const source =
      value?.kind === "string" ? parseMappingValue(value.value, "restRequest").source : undefined;
    return [
      {
        name: reference.name.text,
        ...(source?.kind === "static" && { value: source.text.text }),
        node: key,
        at: reference.name.span,
      },
    ];
  });
  const written = forms.flatMap(({ node: form, tree }) =>
    namesIn(tree).map((parameter) => ({ ...parameter, node: form })),
  );
  // Other services may have a REST protocol, whose query strings differ.
  const parameters = QUERY_SERVICES.has(service) ? [...inUri, ...mapped, ...written].map(located) : [];
  return {
    uri: node,
    service,
    ...(uri.kind === "aws-action" && uri.action.text !== "" && { action: uri.action.text }),
    forms,
    parameters,
  };
}

/** Finds the names of the form's parameters in the text that the template prints. */
function namesIn(
  tree: TemplateNode,
): readonly { readonly name: string; readonly value?: string; readonly at: Span }[] {
  const texts = gatherFacts(tree.body)
    .blocks.flatMap(({ statements }) => statements)
    .filter((node) => node.kind === "text" && node.form === "plain")
    .sort((a, b) => a.start - b.start);
  const first = texts.find((node) => node.kind === "text" && node.value.trim() !== "");
  return texts.flatMap((node) => {
    if (node.kind !== "text" || node.end - node.start !== node.value.length) return [];
    const pattern =
      node === first ? /(^\s*|&\s*)([A-Za-z][\w.]*)=([^&]*)/g : /(&\s*)([A-Za-z][\w.]*)=([^&]*)/g;
    return [...node.value.matchAll(pattern)].map((match) => {
      const [whole, before = "", name = "", value = ""] = match;
      const start = node.start + match.index + before.length;
      // A value at the end of the text may go on with a reference.
      const isStatic = match.index + whole.length < node.value.length || node.end === tree.end;
      return { name, ...(isStatic && { value: value.trim() }), at: { start, end: start + name.length } };
    });
  });
}
