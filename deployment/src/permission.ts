/** Whether API Gateway may invoke the function that a plan is about, and the steps that allow it. */
import { type AwsError, isAwsError } from "./awsError";
import { fingerprint } from "./fingerprint";
import type { ApiGateway, LambdaTarget } from "./gateway";
import { calledFunction, leadsTo, type Source, sourceArn, sourceOfMethod, sourceOfRoute } from "./invocation";
import type { Plan } from "./plan";
import { allowsInvocation } from "./resourcePolicy";
import type { AllowStep, Step } from "./steps";
import { apiIdOf } from "./target";

/**
 * Adds to the plan what it takes until API Gateway may invoke the function: a step for each route or method that
 * the function's policy does not allow yet, or a notice if that cannot be read.
 */
export async function withPermission(gateway: ApiGateway, plan: Plan): Promise<Plan> {
  if (plan.obstacles.length > 0) return plan;
  const called = calledFunction(plan.after);
  if (called === undefined) return plan;
  if (called === "variable")
    return withNotice(
      plan,
      "A stage variable selects the function. Allow API Gateway to invoke each function that it can select (aws lambda add-permission).",
    );
  try {
    const sources = await sourcesOf(gateway, plan);
    if (sources.length === 0)
      return withNotice(
        plan,
        `No route leads to the integration yet. Each route also needs the permission to invoke ${called.name}, which a deployment with the route adds.`,
      );
    const policy = await gateway.functionPolicy(called);
    const account = (await gateway.account()) ?? called.account;
    const steps = sources.flatMap((source) => stepFor(gateway.region, plan, called, source, account, policy));
    return steps.length === 0 ? plan : { ...plan, steps: [...plan.steps, ...steps], isInSync: false };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return withNotice(
      plan,
      `Whether API Gateway may invoke ${called.name} is unknown: ${reasonOf(error)}. Without the permission, calls fail with status 500.`,
    );
  }
}

/** Leaves out the steps that change a function's policy. */
export function withoutPermission(plan: Plan): Plan {
  const steps = plan.steps.filter((step) => step.kind !== "allow-invocation");
  return { ...plan, steps, isInSync: plan.obstacles.length === 0 && steps.length === 0 };
}

/** Returns true for a step that changes a function's policy. */
export function isAllowStep(step: Step): step is AllowStep {
  return step.kind === "allow-invocation";
}

function withNotice(plan: Plan, notice: string): Plan {
  return { ...plan, notices: [...plan.notices, notice] };
}

function reasonOf({ kind, message }: AwsError): string {
  return kind === "access-denied"
    ? "the credentials do not allow lambda:GetPolicy"
    : message.replace(/[.!?]+$/, "");
}

async function sourcesOf(gateway: ApiGateway, { target, state }: Plan): Promise<readonly Source[]> {
  switch (target.kind) {
    case "integration": {
      const requested = state.routes.map(({ key }) => key);
      const current = {
        ...target,
        ...(state.current?.id !== undefined && { integrationId: state.current.id }),
      };
      const live = state.current ? await gateway.listRoutes(target.apiId) : [];
      const existing = live.filter((route) => leadsTo(current, requested, route)).map(({ key }) => key);
      return Array.from(new Set([...existing, ...requested]), (key) => sourceOfRoute({ key }));
    }
    case "rest-integration": {
      const { restApiId, resourceId, httpMethod } = target.method;
      const resource = (await gateway.listResources(restApiId)).find(({ id }) => id === resourceId);
      return resource ? [sourceOfMethod(httpMethod, resource)] : [];
    }
    default:
      return [];
  }
}

function stepFor(
  region: string,
  { target }: Plan,
  called: LambdaTarget,
  { title, resource, template }: Source,
  account: string,
  policy: string | undefined,
): readonly AllowStep[] {
  const apiId = apiIdOf(target);
  const arn = (part: string) => sourceArn({ region, account, apiId }, part);
  if (allowsInvocation(policy, [arn(resource), arn(template)], account)) return [];
  return [
    {
      kind: "allow-invocation",
      function: called,
      source: title,
      sourceArn: arn(resource),
      account,
      // The same for the same source, so that AWS refuses a second one.
      statementId: `apigw-${apiId}-${fingerprint(resource).slice(0, 12)}`,
    },
  ];
}
