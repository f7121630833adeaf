/** serverless.yml: the services of the Serverless Framework. */
import { findMember, textOf } from "../../syntax/locate";
import type { ObjectNode, ParsedDocument, ValueNode } from "../../syntax/nodes";
import { inputsInTemplate } from "../cloudformation/inputs";
import { readTemplate } from "../cloudformation/template";
import { formatOfText } from "../fileFormat";
import type { Host, HostedInput } from "../host";
import { ELSEWHERE, intrinsics } from "../intrinsics";
import type { Resolve } from "../resolved";
import { inputsOfFunctions } from "./events";
import { inputsOfProxies } from "./proxies";
import { variablesOf } from "./variables";

const FILE = /\.(?:json|ya?ml)$/i;
const WORDS = ["http:", '"http"', "apiGatewayServiceProxies", "AWS::ApiGateway"];

export const serverless: Host = {
  name: "serverless",
  title: "Serverless Framework",
  formatOf: ({ path, text }) =>
    FILE.test(path) && WORDS.some((word) => text.includes(word)) && mayBeService(path, text)
      ? formatOfText(path, text)
      : undefined,
  find: (document) => (isService(document.root) ? inputsIn(document, document.root) : []),
};

/** The name of the file is free, but hardly ever another one. */
function mayBeService(path: string, text: string): boolean {
  return /serverless[^/]*$/i.test(path) ? text.includes("provider") : /^provider:/m.test(text);
}

function isService(root: ValueNode | undefined): root is ObjectNode {
  if (root?.kind !== "object" || !findMember(root, "service")) return false;
  const provider = findMember(root, "provider")?.value;
  const name = provider?.kind === "object" ? findMember(provider, "name")?.value : provider;
  return textOf(name) === "aws";
}

function inputsIn(document: ParsedDocument, root: ObjectNode): readonly HostedInput[] {
  const variables = variablesOf(document);
  const evaluated = intrinsics(document, ELSEWHERE);
  const resolve: Resolve = (node) => variables(evaluated(node));
  return [
    ...inputsOfFunctions(root, resolve),
    ...inputsOfProxies(root, resolve),
    ...inputsOfResources(document, root, variables),
  ].sort((one, other) => one.head.start - other.head.start);
}

/** The CloudFormation resources of the service: a template, or a list of templates. */
function inputsOfResources(
  document: ParsedDocument,
  root: ObjectNode,
  variables: Resolve,
): readonly HostedInput[] {
  const resources = findMember(root, "resources")?.value;
  const templates = resources?.kind === "array" ? resources.items : [resources];
  return templates.flatMap((node) => {
    const template = node && readTemplate({ ...document, root: node });
    return template
      ? inputsInTemplate({ ...template, resolve: (value) => variables(template.resolve(value)) })
      : [];
  });
}
