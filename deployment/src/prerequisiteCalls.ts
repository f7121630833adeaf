/** How a step beside the input is sent, and by what AWS shows whether it was done. */
import type { ApiGateway } from "./gateway";
import type { LiveState } from "./liveState";
import type { PrerequisiteStep } from "./steps";

/** What AWS shows of a write whose answer was lost. */
export type Observation = "done" | "undone" | "unclear";

interface PrerequisiteCall {
  readonly send: () => Promise<unknown>;
  readonly look: (now: LiveState) => Observation;
}

/** The call of a step; routes need the id of the integration, which is there by then. */
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
        look: (now) => {
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
        look: (now) => {
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
        look: ({ parentExists }) => (parentExists ? "done" : "undone"),
      };
    case "put-method-response": {
      const { method, statusCode, responseParameters } = step;
      return {
        send: () => gateway.putMethodResponse(method, statusCode, responseParameters),
        look: (now) => {
          if (!now.methodResponse) return "undone";
          return declares(now, responseParameters) ? "done" : "unclear";
        },
      };
    }
    case "update-method-response": {
      const { method, statusCode, responseParameters } = step;
      return {
        send: () => gateway.updateMethodResponse(method, statusCode, responseParameters),
        look: (now) => (declares(now, responseParameters) ? "done" : "undone"),
      };
    }
  }
}

function declares({ methodResponse }: LiveState, names: readonly string[]): boolean {
  return names.every((name) => methodResponse?.responseParameters.includes(name) ?? false);
}

function needed(integrationId: string | undefined): string {
  if (integrationId === undefined) throw new Error("A route is made behind its integration.");
  return integrationId;
}
