/** CloudFormation and SAM templates, and those that the CDK writes. */
import { formatOfText } from "../fileFormat";
import type { Host } from "../host";
import { inputsInTemplate } from "./inputs";
import { readTemplate } from "./template";

const FILE = /\.(?:json|ya?ml|template|cfn|cform|sam)$/i;

export const cloudformation: Host = {
  name: "cloudformation",
  title: "CloudFormation",
  formatOf: ({ path, text }) => {
    if (!FILE.test(path) || !text.includes("Resources")) return undefined;
    const hasResource =
      text.includes("AWS::ApiGateway") ||
      (text.includes("AWS::Serverless::") && text.includes("x-amazon-apigateway-integration"));
    return hasResource ? formatOfText(path, text) : undefined;
  },
  find: (document) => {
    const template = readTemplate(document);
    return template ? inputsInTemplate(template) : [];
  },
};
