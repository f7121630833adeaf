/** What a CloudFormation template says about its APIs: their protocol, stages and routes. */
import type { StageFacts } from "../../model/apiFacts";
import type { Protocol } from "../../model/protocol";
import { findMember } from "../../syntax/locate";
import type { ObjectNode, ValueNode } from "../../syntax/nodes";
import { callOf, referenceOf, stringOf } from "../intrinsics";
import { objectAt, propertiesOf, type Resource, type Template } from "./template";

interface RouteOfApi {
  readonly key: string;
  readonly isTwoWay: boolean;
}

/** The APIs of a template. What is read of all resources is read once. */
export class Apis {
  #stages: ReadonlyMap<string, readonly StageFacts[]> | undefined;
  #routes: ReadonlyMap<string, readonly RouteOfApi[]> | undefined;

  constructor(private readonly template: Template) {}

  /** Returns the API that a property of a resource refers to; undefined if it is not in the file. */
  of(properties: ObjectNode, property: "RestApiId" | "ApiId"): Resource | undefined {
    const name = this.nameIn(properties, property);
    return name === undefined ? undefined : this.template.find(name);
  }

  /** Returns the logical ID that a property refers to; undefined if it is something else. */
  nameIn(properties: ObjectNode, property: string): string | undefined {
    return this.#nameOf(findMember(properties, property)?.value);
  }

  /** The protocol of the API that a resource with an `ApiId` belongs to. */
  protocolOf(properties: ObjectNode): Protocol | undefined {
    const name = this.nameIn(properties, "ApiId");
    // What SAM calls the API of events that name none.
    if (name === "ServerlessHttpApi") return "HTTP";
    const api = name === undefined ? undefined : this.template.find(name);
    switch (api?.type) {
      case "AWS::Serverless::HttpApi":
        return "HTTP";
      case "AWS::Serverless::WebSocketApi":
        return "WEBSOCKET";
      case "AWS::ApiGatewayV2::Api":
        return this.#protocolOfApi(propertiesOf(api, this.template.resolve));
      default:
        return undefined;
    }
  }

  #protocolOfApi(properties: ObjectNode): Protocol | undefined {
    const type = findMember(properties, "ProtocolType")?.value;
    if (!type) {
      const isImported = findMember(properties, "Body") ?? findMember(properties, "BodyS3Location");
      return isImported ? "HTTP" : undefined;
    }
    const value = this.template.resolve(type);
    if (value.kind !== "string") return undefined;
    return value.value === "HTTP" || value.value === "WEBSOCKET" ? value.value : undefined;
  }

  /** Returns the stages of an API in the file; undefined if there are none in the file. */
  stagesOf({ name }: Resource): readonly StageFacts[] | undefined {
    this.#stages ??= this.#readStages();
    return this.#stages.get(name);
  }

  #readStages(): ReadonlyMap<string, readonly StageFacts[]> {
    const stages = new Map<string, readonly StageFacts[]>();
    const add = (
      api: string | undefined,
      name: ValueNode | undefined,
      variables: readonly ObjectNode[],
    ): void => {
      if (api === undefined) return;
      const texts = Object.assign({}, ...variables.map((list) => this.#variables(list))) as Record<
        string,
        string
      >;
      const stage = { name: this.#text(name) ?? "stage", variables: texts };
      stages.set(api, [...(stages.get(api) ?? []), stage]);
    };
    for (const resource of this.template.resources) {
      const { type, name } = resource;
      const properties = propertiesOf(resource, this.template.resolve);
      const given = (member: string): ValueNode | undefined => findMember(properties, member)?.value;
      const lists = (...names: readonly string[]): readonly ObjectNode[] =>
        names.flatMap((member) => objectAt(properties, member, this.template.resolve) ?? []);
      if (type === "AWS::ApiGateway::Stage") {
        add(this.#nameOf(given("RestApiId")), given("StageName"), lists("Variables"));
      } else if (type === "AWS::ApiGateway::Deployment" && given("StageName")) {
        const [description] = lists("StageDescription");
        const variables = description && objectAt(description, "Variables", this.template.resolve);
        add(this.#nameOf(given("RestApiId")), given("StageName"), variables ? [variables] : []);
      } else if (type === "AWS::ApiGatewayV2::Stage") {
        add(this.#nameOf(given("ApiId")), given("StageName"), lists("StageVariables"));
      } else if (type === "AWS::Serverless::Api") {
        add(name, given("StageName"), [...this.#globals("Api", "Variables"), ...lists("Variables")]);
      } else if (type === "AWS::Serverless::HttpApi") {
        add(name, given("StageName"), [
          ...this.#globals("HttpApi", "StageVariables"),
          ...lists("StageVariables"),
        ]);
      }
    }
    return stages;
  }

  /** What SAM adds to all resources of a kind. */
  #globals(kind: string, property: string): readonly ObjectNode[] {
    const { root, resolve } = this.template;
    const globals = objectAt(root, "Globals", resolve);
    const own = globals && objectAt(globals, kind, resolve);
    const found = own && objectAt(own, property, resolve);
    return found ? [found] : [];
  }

  #variables({ members }: ObjectNode): Readonly<Record<string, string>> {
    return Object.fromEntries(members.map(({ key, value }) => [key.value, this.#text(value) ?? key.value]));
  }

  /** Returns a text for a value: what stands for it in the file if it is not known. */
  #text(node: ValueNode | undefined): string | undefined {
    const value = node && this.template.resolve(node);
    return value?.kind === "unknown" ? value.typical?.[0] : stringOf(value)?.value;
  }

  /** Returns the keys of the routes that use an integration; undefined if none in the file does. */
  routesOf(integration: string): readonly string[] | undefined {
    return this.#routesTo(integration)?.map(({ key }) => key);
  }

  /** Returns the keys of those routes of an integration that send a response to the client. */
  twoWayRoutesOf(integration: string): readonly string[] | undefined {
    return this.#routesTo(integration)
      ?.filter(({ isTwoWay }) => isTwoWay)
      .map(({ key }) => key);
  }

  /** What selects the route of a message, if the file says so. */
  routeSelectionOf(api: Resource): string | undefined {
    return this.#text(
      findMember(propertiesOf(api, this.template.resolve), "RouteSelectionExpression")?.value,
    );
  }

  #routesTo(integration: string): readonly RouteOfApi[] | undefined {
    this.#routes ??= this.#readRoutes();
    return this.#routes.get(integration);
  }

  #readRoutes(): ReadonlyMap<string, readonly RouteOfApi[]> {
    const routes = new Map<string, readonly RouteOfApi[]>();
    for (const resource of this.template.resources) {
      if (resource.type !== "AWS::ApiGatewayV2::Route") continue;
      const properties = propertiesOf(resource, this.template.resolve);
      const target = this.#text(findMember(properties, "Target")?.value) ?? "";
      const name = /^integrations\/\$\{(\w+)\}$/.exec(target)?.[1];
      const key = this.#text(findMember(properties, "RouteKey")?.value);
      if (name === undefined || key === undefined) continue;
      const isTwoWay = findMember(properties, "RouteResponseSelectionExpression") !== undefined;
      routes.set(name, [...(routes.get(name) ?? []), { key, isTwoWay }]);
    }
    return routes;
  }

  #nameOf(node: ValueNode | undefined): string | undefined {
    const call = node && callOf(node);
    const [name, attribute] = (call && referenceOf(call)) ?? [];
    return attribute === undefined || attribute === "ApiId" || attribute === "RestApiId" ? name : undefined;
  }
}
