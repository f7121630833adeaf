/** How the steps for prerequisites are sent, and how the live state shows whether they were carried out. */
import type { ApiGateway } from "./gateway";
import type { LiveState } from "./liveState";
import type { PrerequisiteStep } from "./steps";

/** What the live state shows about a write whose response was lost. */
export type Observation = "done" | "undone" | "unclear";

interface PrerequisiteCall {
  readonly send: () => Promise<unknown>;
  readonly observe: (now: LiveState) => Observation;
}

/** Returns the call of a step. Routes need the ID of the integration, which exists by then. */
export function prerequisiteCall(
  gateway: ApiGateway,
  step: PrerequisiteStep,
  integrationId: string | undefined,
): PrerequisiteCall {
  switch (step.kind) {
    case "create-route": {
      const { apiId, key } = step;
      const id = needed(integrationId);
      return {
        send: () => gateway.createRoute(apiId, key, id),
        observe: (now) => {
          const route = now.routes.find((one) => one.key === key);
          if (route?.id === undefined) return "undone";
          return route.integrationId === id ? "done" : "unclear";
        },
      };
    }
    case "update-route": {
      const { apiId, key, routeId, from } = step;
      const id = needed(integrationId);
      return {
        send: () => gateway.updateRoute(apiId, routeId, id),
        observe: (now) => {
          const route = now.routes.find((one) => one.key === key);
          if (route?.id !== routeId) return "unclear";
          if (route.integrationId === id) return "done";
          return route.integrationId === from ? "undone" : "unclear";
        },
      };
    }
    case "put-method":
      return {
        send: () => gateway.putMethod(step.method),
        observe: ({ parentExists }) => (parentExists ? "done" : "undone"),
      };
    case "put-method-response": {
      const { method, statusCode, responseParameters } = step;
      return {
        send: () => gateway.putMethodResponse(method, statusCode, responseParameters),
        observe: (now) => {
          if (!now.methodResponse) return "undone";
          return declares(now, responseParameters) ? "done" : "unclear";
        },
      };
    }
    case "update-method-response": {
      const { method, statusCode, responseParameters } = step;
      return {
        send: () => gateway.updateMethodResponse(method, statusCode, responseParameters),
        observe: (now) => (declares(now, responseParameters) ? "done" : "undone"),
      };
    }
  }
}

function declares({ methodResponse }: LiveState, names: readonly string[]): boolean {
  return names.every((name) => methodResponse?.responseParameters.includes(name) ?? false);
}

function needed(integrationId: string | undefined): string {
  if (integrationId === undefined) throw new Error("A route needs its integration to exist.");
  return integrationId;
}
