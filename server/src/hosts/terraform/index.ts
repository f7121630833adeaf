/** Terraform's files, in its native syntax and in that of JSON. */
import type { ParsedDocument } from "../../syntax/nodes";
import type { Host } from "../host";
import { inputsIn } from "./find";
import { readJsonObject } from "./json";
import { TerraformFile } from "./module";

/** Resources that may hold an integration. Whether those of APIs have an OpenAPI document is seen in the tree. */
const RESOURCE = /aws_(?:api_gateway_integration|apigatewayv2_integration)|x-amazon-apigateway-integration/;

export const terraform: Host = {
  name: "terraform",
  title: "Terraform",
  formatOf: ({ path, text }) => {
    const [, json] = /\.(?:tf|tofu)(\.json)?$/i.exec(path) ?? [];
    if (!/\.(?:tf|tofu)(?:\.json)?$/i.test(path) || !RESOURCE.test(text)) return undefined;
    return json ? "json" : "hcl";
  },
  find: (document: ParsedDocument) =>
    inputsIn(
      document.format === "hcl"
        ? new TerraformFile(document)
        : new TerraformFile(document, (node) => readJsonObject(document, node)),
    ),
};
