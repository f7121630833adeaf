/** The responses of API Gateway itself, in its own words. */
import type { Protocol } from "../model/protocol";
import type { SimulatedResponse } from "../simulate";
import type { Unmatched } from "./table";

/** Why API Gateway responds instead of the backend. */
export type Fault =
  | Unmatched
  | "tooLarge"
  | "timeout"
  | "network"
  | "badEndpoint"
  | "forbidden"
  | "responseTooLarge"
  | "badRequest";

interface Answer {
  readonly status: number;
  readonly message: string;
  /** What the execution log says. */
  readonly log?: string;
  /** The value of the header x-amzn-ErrorType of REST APIs. */
  readonly type?: string;
}

const REST: Readonly<Record<Fault, Answer>> = {
  missingAuthenticationToken: {
    status: 403,
    message: "Missing Authentication Token",
    type: "MissingAuthenticationTokenException",
  },
  notFound: { status: 404, message: "Not Found", type: "NotFoundException" },
  tooLarge: { status: 413, message: "Request Too Long", type: "RequestEntityTooLargeException" },
  timeout: {
    status: 504,
    message: "Endpoint request timed out",
    log: "Execution failed due to a timeout error",
    type: "InternalServerErrorException",
  },
  network: {
    status: 504,
    message: "Network error communicating with endpoint",
    log: "Execution failed due to a network error communicating with endpoint",
    type: "InternalServerErrorException",
  },
  badEndpoint: {
    status: 500,
    message: "Internal server error",
    log: "Execution failed due to configuration error: Invalid endpoint address",
    type: "InternalServerErrorException",
  },
  responseTooLarge: {
    status: 500,
    message: "Internal server error",
    log: "Execution failed due to configuration error: Integration response is larger than the allowed maximum of 10485760 bytes.",
    type: "InternalServerErrorException",
  },
  forbidden: { status: 403, message: "Forbidden", type: "ForbiddenException" },
  badRequest: { status: 400, message: "Bad Request", type: "BadRequestException" },
};

const HTTP: Readonly<Record<Fault, Answer>> = {
  missingAuthenticationToken: { status: 404, message: "Not Found" },
  notFound: { status: 404, message: "Not Found" },
  tooLarge: { status: 413, message: "Request Entity Too Large" },
  timeout: { status: 503, message: "Service Unavailable", log: "Execution failed due to a timeout error" },
  network: {
    status: 503,
    message: "Service Unavailable",
    log: "Execution failed due to a network error communicating with endpoint",
  },
  badEndpoint: {
    status: 500,
    message: "Internal Server Error",
    log: "Execution failed due to configuration error: Invalid endpoint address",
  },
  responseTooLarge: { status: 500, message: "Internal Server Error" },
  forbidden: { status: 403, message: "Forbidden" },
  badRequest: { status: 400, message: "Bad Request" },
};

/** A response of API Gateway itself, and what its execution log says about it. */
export interface GatewayAnswer {
  readonly message: string;
  readonly response: SimulatedResponse;
  readonly log?: string;
}

/** REST APIs print a blank after the colon in the faults of an integration. */
function hasBlank(fault: Fault, protocol: Protocol): boolean {
  return protocol === "REST" && (fault === "timeout" || fault === "network" || fault === "badEndpoint");
}

/** Returns the response to a fault. */
export function gatewayAnswer(fault: Fault, protocol: Protocol): GatewayAnswer {
  const { status, message, log, type } = (protocol === "HTTP" ? HTTP : REST)[fault];
  return {
    message,
    response: {
      status,
      headers: {
        "Content-Type": "application/json",
        ...(type !== undefined && protocol === "REST" && { "x-amzn-ErrorType": type }),
      },
      body: hasBlank(fault, protocol)
        ? `{"message": ${JSON.stringify(message)}}`
        : JSON.stringify({ message }),
    },
    ...(log !== undefined && { log }),
  };
}

/** Returns the frame that the client of a WebSocket API gets for a fault. */
export function faultFrame(message: string, connectionId: string, requestId: string): string {
  return JSON.stringify({ message, connectionId, requestId });
}
