/** Where the problems of an example differ in a host file, and why. Tests fail for entries that are not needed. */
import { CLOUDFORMATION_JSON, CLOUDFORMATION_SUB, CLOUDFORMATION_YAML } from "./cloudformation";
import type { ExampleHost } from "./example";
import { OPENAPI_JSON, OPENAPI_YAML } from "./openapi";
import { TERRAFORM_HEREDOC, TERRAFORM_QUOTED } from "./terraform";

export interface HostDifferences {
  /** Reasons why the host has or lacks a problem, by the problem's code. */
  readonly problems: Readonly<Record<string, string>>;
  /** Reasons why a bad example has other problems in the host, by the code of its rule. */
  readonly examples: Readonly<Record<string, string>>;
  /** Which examples the host cannot express, by the reason. */
  readonly unwritten: Readonly<Record<string, string>>;
}

const ABOUT_THE_CLI: Readonly<Record<string, string>> = {
  AG0006: "hosts convert text to numbers and numbers to text",
  AG0016: "hosts convert numbers to text",
  AG0020: "hosts have no empty IDs: the file itself says what belongs together",
  AG0022: "is about the version of the AWS CLI",
  AG0023: "JSON.stringify writes the number as a whole number",
  AG1014: "the host declares the parameter in the same file",
  AG1029: "the host declares the parameter in the same file",
  AG1105: "the host declares the header in the same file",
  AG1106: "is about the order of commands",
  AG1109: "the host shows all responses of the method together",
};

const OPENAPI: HostDifferences = {
  problems: {
    ...ABOUT_THE_CLI,
    AG0025: "an import accepts a template that is an object",
    AG1020: "OpenAPI documents passthrough behaviors in lower case",
  },
  examples: {
    AG0028: "MOCK makes the document one for a REST API",
    AG1107: "OpenAPI's true is read as text, which is not a mapping expression either",
    AG2001: "HTTP makes the document one for a REST API",
    AG2034: "mapping keys of REST APIs make the document one for a REST API",
  },
  unwritten: {
    "HTTP APIs have no integration responses": "AG2050",
    "OpenAPI describes no WebSocket APIs":
      "AG0003 AG0021 AG0024 AG0025 AG0027 AG2020 AG2037 AG2038 AG2040 AG2041 AG2042 AG2043 AG2044 AG2045 AG2046 AG2047 AG2048 AG2049 AG2051 AG2052 AG2053 AG2054 AG2055 AG2060 AG2063 AG3022 AG3102 AG4010 AG4014",
    "OpenAPI has no Description": "AG0007 AG0021 AG0026",
    "OpenAPI has no IntegrationUrl": "AG0003",
    "OpenAPI has no PassthroughBehavior": "AG2036",
    "OpenAPI has no ResponseParameters": "AG2029 AG2030 AG2031 AG2032 AG2033",
    "OpenAPI has no integrationType": "AG0004",
  },
};

const CLOUDFORMATION: HostDifferences = {
  problems: {
    ...ABOUT_THE_CLI,
    AG0007: "CloudFormation itself reports null, wherever it is in a template",
    AG0021: "is about skeletons of the AWS CLI",
    AG2049: "the host shows whether there is an integration response",
  },
  examples: {
    AG1107: "CloudFormation makes text of true, which is not a mapping expression either",
  },
  unwritten: {
    "CloudFormation has no Description of a REST API": "AG0021",
    "CloudFormation has no IntegrationUrl": "AG0003",
    "CloudFormation has no IntegrationUrl of a REST API": "AG0003",
    "CloudFormation has no integrationType": "AG0004",
    "CloudFormation has no tlsConfig of a REST API": "AG1042 AG1043",
  },
};

const CLOUDFORMATION_FUNCTIONS: HostDifferences = {
  ...CLOUDFORMATION,
  examples: {
    ...CLOUDFORMATION.examples,
    AG0024: "no fix turns the result of a function into an object",
  },
};

const TERRAFORM: HostDifferences = {
  problems: {
    ...ABOUT_THE_CLI,
    AG0007: "null means that an argument is absent",
    AG0021: "is about skeletons of the AWS CLI",
    AG1114: "another file of the module may declare the response",
    AG2002: "the provider fills in the payload format version",
    AG2049: "the host shows whether there is an integration response",
  },
  examples: {
    AG0024: "no fix turns text into an object",
    AG1107: "Terraform makes text of true, which is not a mapping expression either",
  },
  unwritten: {
    "Terraform has no Description": "AG0021",
    "Terraform has no IntegrationUrl": "AG0003 AG0003",
    "Terraform has no ResponseParameters": "AG0027 AG2055",
    "Terraform has no integrationType": "AG0004",
  },
};

export const CATALOGUE_HOSTS: readonly { readonly host: ExampleHost; readonly differs: HostDifferences }[] = [
  { host: OPENAPI_JSON, differs: OPENAPI },
  { host: OPENAPI_YAML, differs: OPENAPI },
  { host: CLOUDFORMATION_YAML, differs: CLOUDFORMATION },
  { host: CLOUDFORMATION_SUB, differs: CLOUDFORMATION_FUNCTIONS },
  { host: CLOUDFORMATION_JSON, differs: CLOUDFORMATION_FUNCTIONS },
  { host: TERRAFORM_QUOTED, differs: TERRAFORM },
  { host: TERRAFORM_HEREDOC, differs: TERRAFORM },
];
