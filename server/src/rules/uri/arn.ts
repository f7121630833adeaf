import { PARTITIONS } from "../../expressions/partitions";
import type { UriFault } from "../../expressions/uri";
import type { InputRule } from "../engine/rule";
import type { FaultOfKind } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";
import { guide } from "../shared/sources";
import { joinWords } from "../shared/words";
import { invocationExample } from "./examples";
import { URI_OPERATIONS, uriFaults, urisOf } from "./uris";

const NAMES = PARTITIONS.map(({ name }) => name);

export const otherPartition: InputRule = {
  code: "AG4001",
  title: "Partition mismatch",
  severity: "warning",
  description: `The second field of an ARN is the partition: ${NAMES.map((name) => `\`${name}\``).join(", ")}. It must match the region, and the ARN of a Lambda invocation must have the same partition as its function.`,
  confidence: "derived",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"],
  bad: invocationExample({ functionPartition: "aws-cn" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { name, node, uri } of urisOf(input)) {
      const faults = uri.faults.filter(isPartitionFault);
      const unknown = faults.filter(({ kind }) => kind === "unknownPartition");
      // AG1008 reports an unknown partition in the uri of a REST API.
      const reported = unknown.length > 0 ? (name === "uri" ? [] : unknown) : faults;
      for (const [i, fault] of reported.entries()) {
        // A partition can contradict both its region and the enclosing ARN: one report is enough.
        if (reported.slice(0, i).some(({ span }) => span.start === fault.span.start)) continue;
        report({
          span: spanIn(input, node, fault.span),
          message: partitionMessage(fault),
          fixes:
            fault.kind === "unknownPartition"
              ? []
              : [replacePart(node, fault.span, fault.expected, `Change the partition to ${fault.expected}`)],
        });
      }
    }
  },
};

type PartitionFault = FaultOfKind<UriFault, "unknownPartition" | "partitionOfRegion" | "partitionDiffers">;

function isPartitionFault(fault: UriFault): fault is PartitionFault {
  return ["unknownPartition", "partitionOfRegion", "partitionDiffers"].includes(fault.kind);
}

function partitionMessage(fault: PartitionFault): string {
  switch (fault.kind) {
    case "unknownPartition":
      return `Unknown partition "${fault.partition}". Expected ${joinWords(NAMES, "or")}.`;
    case "partitionOfRegion":
      return `The region ${fault.region} belongs to the partition ${fault.expected}.`;
    default:
      return "The function's partition differs from the partition of the enclosing ARN.";
  }
}

export const otherRegion: InputRule = {
  code: "AG4002",
  title: "Function in a different region",
  severity: "hint",
  description:
    "The ARN of the invocation and the ARN of its function have different regions. AWS allows this, but it is rarely intended.",
  confidence: "docs",
  sources: [guide("apigateway-cross-account-lambda-integrations")],
  bad: invocationExample({ functionRegion: "eu-west-1" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, fault } of uriFaults(input, "regionDiffers")) {
      report({
        span: spanIn(input, node, fault.span),
        message: `The function's region differs from the region of the invocation, ${fault.expected}.`,
      });
    }
  },
};

export const badCloudMap: InputRule = {
  code: "AG4009",
  title: "Invalid Cloud Map service",
  severity: "error",
  description:
    "The ARN of a Cloud Map service is `arn:aws:servicediscovery:REGION:ACCOUNT:service/srv-ID`. It can be followed by attributes that select among the service's instances: `?stage=prod&color=blue`.",
  confidence: "docs",
  sources: [guide("http-api-develop-integrations-private")],
  bad: cloudMapExample("service/orders"),
  good: cloudMapExample("service/srv-id123?stage=prod"),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, uri, fault } of uriFaults(input, "badRegion", "badAccount", "badCloudMap")) {
      if (uri.kind !== "cloud-map") continue;
      report({ span: spanIn(input, node, fault.span), message: cloudMapMessage(fault) });
    }
  },
};

function cloudMapMessage(fault: FaultOfKind<UriFault, "badRegion" | "badAccount" | "badCloudMap">): string {
  if (fault.kind !== "badCloudMap") {
    return fault.kind === "badRegion" ? "Not an AWS region." : "An AWS account ID has 12 digits.";
  }
  switch (fault.reason) {
    case "resource":
      return "Expected service/srv-ID.";
    case "serviceId":
      return "Expected the ID of the Cloud Map service, srv-ID, not its name.";
    case "attribute":
      return "Expected an attribute of the form NAME=VALUE.";
    case "account":
      return "Missing account ID.";
  }
}

function cloudMapExample(resource: string) {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "arn:aws:servicediscovery:us-east-1:123456789012:${resource}", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "ConnectionType": "VPC_LINK", "ConnectionId": "abc123", "RequestParameters": { "overwrite:path": "$request.path" } }`,
  };
}
