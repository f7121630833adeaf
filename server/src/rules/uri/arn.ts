import { PARTITIONS } from "../../expressions/partitions";
import type { UriFault } from "../../expressions/uri";
import type { InputRule } from "../engine/rule";
import type { FaultOfKind } from "../shared/faults";
import { replacePart, spanIn } from "../shared/part";
import { invocationExample } from "./examples";
import { URI_OPERATIONS, uriFaults, urisOf } from "./uris";

export const otherPartition: InputRule = {
  code: "AG4001",
  title: "Partitions differ",
  severity: "warning",
  description: `The second field of an ARN is the partition: ${PARTITIONS.map(({ name }) => `\`${name}\``).join(", ")}. It goes with the region, and the ARN of an invocation has the same as its function's.`,
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
      // AG1008 tells of a partition that is none in a REST API's uri.
      const told = unknown.length > 0 ? (name === "uri" ? [] : unknown) : faults;
      for (const [i, fault] of told.entries()) {
        // A partition may fit neither its region nor what is around it: one report is enough.
        if (told.slice(0, i).some(({ span }) => span.start === fault.span.start)) continue;
        report({
          span: spanIn(input, node, fault.span),
          message: partitionMessage(fault),
          fixes:
            fault.kind === "unknownPartition"
              ? []
              : [replacePart(node, fault.span, fault.expected, `Write partition ${fault.expected}`)],
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
      return `There is no partition "${fault.partition}": it is ${PARTITIONS.map(({ name }) => name).join(", ")}.`;
    case "partitionOfRegion":
      return `The region ${fault.region} is in the partition ${fault.expected}.`;
    default:
      return "The ARN around this function has another partition.";
  }
}

export const otherRegion: InputRule = {
  code: "AG4002",
  title: "Function in another region",
  severity: "hint",
  description:
    "The region of an invocation's ARN differs from that of its function. AWS allows that, and it is rarely meant.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-cross-account-lambda-integrations.html",
  ],
  bad: invocationExample({ functionRegion: "eu-west-1" }),
  good: invocationExample({}),
  on: "input",
  operations: URI_OPERATIONS,
  check(input, report) {
    for (const { node, fault } of uriFaults(input, "regionDiffers")) {
      report({
        span: spanIn(input, node, fault.span),
        message: `The function is in another region than the invocation's ARN, which says ${fault.expected}.`,
      });
    }
  },
};

export const badCloudMap: InputRule = {
  code: "AG4009",
  title: "Malformed Cloud Map service",
  severity: "error",
  description:
    "A Cloud Map service is named `arn:aws:servicediscovery:REGION:ACCOUNT:service/srv-ID`. Attributes that choose among its instances may follow: `?stage=prod&color=blue`.",
  confidence: "docs",
  sources: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  ],
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
      return "A Cloud Map service is named service/srv-ID.";
    case "serviceId":
      return "A Cloud Map service is named by its identifier, srv-ID, not by its name.";
    case "attribute":
      return "An attribute is NAME=VALUE.";
    case "account":
      return "The account is missing here.";
  }
}

function cloudMapExample(resource: string) {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "arn:aws:servicediscovery:us-east-1:123456789012:${resource}", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0", "ConnectionType": "VPC_LINK", "ConnectionId": "abc123", "RequestParameters": { "overwrite:path": "$request.path" } }`,
  };
}
