/** The resources that a project needs in CloudFormation and in Terraform, before either spells them. */
import { slug } from "../extracted";
import { declaredResponses, type Members, type Method, type Project, pathOf, type Response } from "./project";

/** A literal, a parameter of the file, or a resource of the file. */
export type Reference =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "resource"; readonly name: string }
  /** The resource for `/` of the API with that name. */
  | { readonly kind: "root"; readonly name: string };

interface Named {
  /** Words with dashes, unique in the file: `get-pets`. */
  readonly name: string;
}

export interface RestApi extends Named {
  readonly kind: "restApi";
}

export interface PathResource extends Named {
  readonly kind: "resource";
  readonly api: Reference;
  readonly parent: Reference;
  readonly part: string;
}

export interface MethodResource extends Named {
  readonly kind: "method";
  readonly title: string;
  readonly api: Reference;
  readonly resource: Reference;
  readonly method: string;
  readonly parameters: readonly string[];
  readonly integration: Members;
  readonly responses: readonly Response[];
  /** Header parameters by status code. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
}

export interface V2Api extends Named {
  readonly kind: "v2Api";
  readonly protocol: "HTTP" | "WEBSOCKET";
}

export interface V2IntegrationResource extends Named {
  readonly kind: "integration";
  readonly title: string;
  readonly api: Reference;
  readonly members: Members;
}

export interface RouteResource extends Named {
  readonly kind: "route";
  readonly api: Reference;
  readonly key: string;
  readonly integration: Reference;
}

export interface V2ResponseResource extends Named {
  readonly kind: "response";
  readonly title: string;
  readonly api: Reference;
  readonly integration: Reference;
  readonly members: Members;
}

export type Resource =
  | RestApi
  | PathResource
  | MethodResource
  | V2Api
  | V2IntegrationResource
  | RouteResource
  | V2ResponseResource;

export interface Resources {
  readonly parameters: readonly string[];
  readonly resources: readonly Resource[];
  readonly added: readonly string[];
}

/** Returns the resources for a project, those that others refer to first. */
export function resourcesOf(project: Project): Resources {
  const builder = new Builder();
  for (const method of project.methods) builder.method(method);
  for (const { title, protocol, apiId, routeKeys, integration, responses } of project.integrations) {
    const api = apiId === undefined ? builder.v2Api(protocol) : literal(apiId);
    const name = builder.name(slug(title));
    builder.add({ kind: "integration", name, title, api, members: integration });
    const target: Reference = { kind: "resource", name };
    for (const key of routeKeys) {
      builder.add({ kind: "route", name: builder.name(`${slug(key)}-route`), api, key, integration: target });
    }
    for (const response of responses) builder.response(response, api, target, name);
  }
  for (const { apiId, integrationId, ...response } of project.loneResponses) {
    const api = apiId === undefined ? builder.v2Api("WEBSOCKET") : literal(apiId);
    const target = integrationId === undefined ? builder.parameter("integration-id") : literal(integrationId);
    builder.response(response, api, target, slug(response.title));
  }
  const notes =
    project.methods.length > 0 ? ["authorization: NONE, because the inputs do not say who may call"] : [];
  return {
    parameters: [...builder.parameters],
    resources: builder.resources,
    added: [...project.added, ...notes],
  };
}

function literal(text: string): Reference {
  return { kind: "literal", text };
}

class Builder {
  readonly parameters = new Set<string>();
  readonly resources: Resource[] = [];
  readonly #names = new Set<string>();
  /** By API and path. */
  readonly #paths = new Map<string, Reference>();
  readonly #apis = new Map<string, Reference>();

  add(resource: Resource): void {
    this.resources.push(resource);
  }

  /** Returns the name, with a number if it is taken. */
  name(wanted: string): string {
    // Names start with a letter in both hosts.
    const base = /^[a-z]/.test(wanted) ? wanted : `api-${wanted}`;
    let name = base;
    for (let number = 2; this.#names.has(name); number++) name = `${base}-${number}`;
    this.#names.add(name);
    return name;
  }

  parameter(name: string): Reference {
    this.parameters.add(name);
    return { kind: "parameter", name };
  }

  v2Api(protocol: "HTTP" | "WEBSOCKET"): Reference {
    return this.#api(protocol, protocol === "HTTP" ? "http-api" : "web-socket-api", (name) => ({
      kind: "v2Api",
      name,
      protocol,
    }));
  }

  #api(key: string, wanted: string, make: (name: string) => Resource): Reference {
    const known = this.#apis.get(key);
    if (known) return known;
    const name = this.name(wanted);
    this.add(make(name));
    const reference: Reference = { kind: "resource", name };
    this.#apis.set(key, reference);
    return reference;
  }

  method(method: Method): void {
    const { title, restApiId, resourceId, parameters, integration, responses } = method;
    const api =
      restApiId !== undefined
        ? literal(restApiId)
        : resourceId !== undefined
          ? this.parameter("rest-api-id")
          : this.#api("REST", "rest-api", (name) => ({ kind: "restApi", name }));
    const resource = resourceId === undefined ? this.#path(api, pathOf(method)) : literal(resourceId);
    this.add({
      kind: "method",
      name: this.name(slug(title)),
      title,
      api,
      resource,
      method: method.method,
      parameters,
      integration,
      responses,
      declared: declaredResponses(method),
    });
  }

  /** The resource for a path, with those above it. */
  #path(api: Reference, path: string): Reference {
    let parent: Reference =
      api.kind === "resource" ? { kind: "root", name: api.name } : this.parameter("root-resource-id");
    let at = "";
    for (const part of path.split("/").filter((each) => each !== "")) {
      at += `/${part}`;
      const key = `${JSON.stringify(api)} ${at}`;
      let resource = this.#paths.get(key);
      if (!resource) {
        const name = this.name(`resource-${slug(at)}`);
        this.add({ kind: "resource", name, api, parent, part });
        resource = { kind: "resource", name };
        this.#paths.set(key, resource);
      }
      parent = resource;
    }
    return parent;
  }

  response({ title, members }: Response, api: Reference, integration: Reference, owner: string): void {
    const key = typeof members.IntegrationResponseKey === "string" ? members.IntegrationResponseKey : "";
    const name = this.name(`${owner}-${slug(key)}`.replace(/-input$/, "-response"));
    this.add({ kind: "response", name, title, api, integration, members });
  }
}
